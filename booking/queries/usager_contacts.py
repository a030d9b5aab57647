"""Who is reached at this address or number, and who proved this civil identity."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet

from booking.models import Usager
from foundation.courier.addresses import same_mailbox

EMAIL = "email"
# A family, or a social worker's own address; beyond, the most recent.
HOUSEHOLD_AT_MOST = 50


def reader_of(usager: Usager) -> Usager:
    """Who is written to, and called: of a proche, the person responsible."""
    return usager.responsible or usager


def read_at(phone: str) -> QuerySet[Usager, UUID]:
    """Ids of those written to at this number, they or the person responsible for them."""
    return _reached(Usager.objects.filter(responsible=None), phone=phone)


def usagers_reached_at(channel: str, contact: str) -> Sequence[Usager]:
    """With the proches for whom they answer. `channel` is "email" or "sms"; `contact` an address, or a number in
    E.164.
    """
    if not contact:
        return []
    known = Usager.objects.select_related("responsible").order_by("-created_at")
    if channel != EMAIL:
        return list(known.filter(pk__in=_reached(Usager.objects.all(), phone=contact))[:HOUSEHOLD_AT_MOST])
    alike = known.filter(pk__in=_reached(Usager.objects.all(), email__iexact=contact))
    return [each for each in alike[:HOUSEHOLD_AT_MOST] if same_mailbox(reader_of(each).email, contact)]


def usager_of_key(civil_key: str) -> Usager | None:
    return Usager.objects.filter(civil_key=civil_key).first() if civil_key else None


def _reached(own: QuerySet[Usager], **contact: str) -> QuerySet[Usager, UUID]:
    """Ids. Two looks into an index, where "they or who is responsible" in one condition would read every usager."""
    theirs = Usager.objects.filter(**{f"responsible__{name}": said for name, said in contact.items()})
    return (
        own.filter(**contact)
        .values_list("pk", flat=True)
        .union(theirs.values_list("pk", flat=True), all=True)
    )
