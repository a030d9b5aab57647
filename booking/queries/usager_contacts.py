"""Who is reached at this address or number, and who proved this civil identity."""

from collections.abc import Sequence

from django.db.models import Q

from booking.models import Usager
from foundation.courier.addresses import same_mailbox

EMAIL = "email"
# A family, or a social worker's own address; beyond, the most recent.
HOUSEHOLD_AT_MOST = 50


def reader_of(usager: Usager) -> Usager:
    """Who is written to, and called: of a proche, the person responsible."""
    return usager.responsible or usager


def by_phone(phone: str, *, of: str = "usager") -> Q:
    """Those reached at this number, they or the person responsible for them."""
    own = {f"{of}__responsible": None, f"{of}__phone": phone}
    return Q(**own) | Q(**{f"{of}__responsible__phone": phone})


def usagers_reached_at(channel: str, contact: str) -> Sequence[Usager]:
    """With the proches for whom they answer. `channel` is "email" or "sms"; `contact` an address, or a number in
    E.164.
    """
    if not contact:
        return []
    known = Usager.objects.select_related("responsible").order_by("-created_at")
    if channel != EMAIL:
        return list(known.filter(Q(phone=contact) | Q(responsible__phone=contact))[:HOUSEHOLD_AT_MOST])
    alike = known.filter(Q(email__iexact=contact) | Q(responsible__email__iexact=contact))
    return [each for each in alike[:HOUSEHOLD_AT_MOST] if same_mailbox(reader_of(each).email, contact)]


def usager_of_key(civil_key: str) -> Usager | None:
    return Usager.objects.filter(civil_key=civil_key).first() if civil_key else None
