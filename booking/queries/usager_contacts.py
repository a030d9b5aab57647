"""Who is reached at this address or number, and who proved this civil identity."""

from collections.abc import Sequence

from booking.models import Usager
from foundation.courier.addresses import same_mailbox

EMAIL = "email"
# A family, or a social worker's own address; beyond, the most recent.
HOUSEHOLD_AT_MOST = 50


def usagers_reached_at(channel: str, contact: str) -> Sequence[Usager]:
    """`channel` is "email" or "sms"; `contact` an address, or a number in E.164."""
    if not contact:
        return []
    if channel != EMAIL:
        return list(Usager.objects.filter(phone=contact).order_by("-created_at")[:HOUSEHOLD_AT_MOST])
    alike = Usager.objects.filter(email__iexact=contact).order_by("-created_at")[:HOUSEHOLD_AT_MOST]
    return [usager for usager in alike if same_mailbox(usager.email, contact)]


def usager_of_key(civil_key: str) -> Usager | None:
    return Usager.objects.filter(civil_key=civil_key).first() if civil_key else None
