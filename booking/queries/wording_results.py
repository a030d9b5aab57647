"""What the two wordings of a message did, counted on the rdvs that received them."""

from datetime import datetime

from booking.models import Receipt
from booking.vocabulary import RdvStatus
from booking.wording.compare import Comparison, compare_in_order
from foundation.courier.channels import Channel

KNOWN = (RdvStatus.HONOURED, RdvStatus.NO_SHOW)
# More than the rarest absences ask for (booking.wording.compare.RAREST).
READ_AT_MOST = 50_000


def results(kind: str, since: datetime) -> Comparison:
    """Each rdv once, however many times it was written to; it counts where it was sent, delivered or not: leaving
    out who could not be reached would flatter a text. Sessions have as many outcomes as people, and cancelled
    rdvs none: neither counts. In the order of the rdvs, which is that of their outcomes: what came first stays first.
    """
    sent = Receipt.objects.filter(
        kind=kind,
        channel=Channel.SMS,
        sent_at__gte=since,
        variant__in=["a", "b"],
        rdv__seats=None,
        rdv__status__in=KNOWN,
    )
    rows = sent.order_by("rdv__starts_at", "rdv").values_list("variant", "rdv__status", "rdv").distinct()
    outcomes: dict[str, list[bool]] = {"a": [], "b": []}
    for variant, status, _ in rows[:READ_AT_MOST]:
        outcomes[variant].append(status == RdvStatus.NO_SHOW)
    return compare_in_order(outcomes["a"], outcomes["b"])
