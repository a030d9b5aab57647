"""How somebody wants to be written to."""

from collections.abc import Collection
from uuid import UUID

from booking.models import Usager
from foundation.database.unit import unit_of_work


@unit_of_work
def change_wishes(
    usager_ids: Collection[UUID], *, accepts_email: bool, accepts_sms: bool, language: str
) -> None:
    """For all the people of one contact: they are written to together. Messages to come follow at once."""
    Usager.objects.filter(pk__in=usager_ids, erased_at=None).update(
        accepts_email=accepts_email, accepts_sms=accepts_sms, language=language
    )
