"""Say why one has cancelled, afterwards and only if one wishes."""

from booking.models import Participation
from booking.vocabulary import CancelReason, RdvStatus
from foundation.database.unit import unit_of_work


@unit_of_work
def say_why(participation: Participation, reason: CancelReason) -> None:
    """Nothing is written of a time that its holder did not give back."""
    given_back = Participation.objects.filter(pk=participation.pk, status=RdvStatus.CANCELLED_BY_USAGER)
    given_back.update(cancel_reason=reason)
