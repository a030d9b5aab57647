"""What the carrier tells afterwards about a message that left. In one statement: repeated or late, it is harmless."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from booking.models import Receipt
from booking.vocabulary import ReceiptState
from foundation.courier.channels import Channel

# Before the carrier's own code.
BY_CARRIER = "transporteur-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`reference` is the receipt's id when the carrier repeats it; `code` its own word for a failure."""

    channel: Channel
    reference: UUID | None
    delivered: bool
    code: str = ""
    carrier: str = ""
    carrier_id: str = ""


def note_report(report: Report, *, now: datetime) -> bool:
    """Whether it changed something. Delivered is the last word; what never left cannot have arrived."""
    rows = Receipt.objects.filter(_which(report), channel=report.channel)
    if report.delivered:
        rows = rows.filter(state__in=[ReceiptState.QUEUED, ReceiptState.SENT, ReceiptState.FAILED])
        return bool(rows.update(state=ReceiptState.DELIVERED, reason="", done_at=now))
    rows = rows.filter(state__in=[ReceiptState.QUEUED, ReceiptState.SENT])
    reason = f"{BY_CARRIER}{report.code}".lower()[:60]
    return bool(rows.update(state=ReceiptState.FAILED, reason=reason, done_at=now))


def _which(report: Report) -> Q:
    if report.reference:
        return Q(pk=report.reference)
    if not report.carrier_id:
        return Q(pk__in=[])
    return Q(carrier=report.carrier, carrier_id=report.carrier_id)
