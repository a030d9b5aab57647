"""What the two wordings of a message did, counted on the rdvs that received them."""

from datetime import datetime

from django.db.models import Count, Q

from booking.models import Receipt
from booking.vocabulary import RdvStatus
from booking.wording.compare import Arm, Comparison, compare
from foundation.courier.channels import Channel

KNOWN = (RdvStatus.HONOURED, RdvStatus.NO_SHOW)


def results(kind: str, since: datetime) -> Comparison:
    """Each rdv once, however many times it was written to; it counts where it was sent, delivered or not: leaving
    out who could not be reached would flatter a text. Sessions have as many outcomes as people, and cancelled
    rdvs none: neither counts.
    """
    sent = Receipt.objects.filter(
        kind=kind, channel=Channel.SMS, sent_at__gte=since, rdv__seats=None, rdv__status__in=KNOWN
    )
    rows = sent.values("variant").annotate(
        total=Count("rdv", distinct=True),
        absent=Count("rdv", distinct=True, filter=Q(rdv__status=RdvStatus.NO_SHOW)),
    )
    arms = {row["variant"]: Arm(row["absent"], row["total"]) for row in rows}
    return compare(arms.get("a", Arm(0, 0)), arms.get("b", Arm(0, 0)))
