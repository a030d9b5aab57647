"""What the carrier tells afterwards about a message that left. In one statement: repeated or late, it is harmless."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from booking.models import Receipt
from booking.vocabulary import ReceiptState
from foundation.courier.channels import Channel
from foundation.courier.contract import DeliveryReport, ReportState
from foundation.courier.early import told_early
from foundation.tenancy import current

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


def report_of(driver: str, told: DeliveryReport) -> Report | None:
    """None: that it is on its way is known already."""
    if told.state == ReportState.SENT:
        return None
    delivered = told.state == ReportState.DELIVERED
    return Report(
        channel=Channel.SMS,
        reference=uuid_of(told.reference),
        delivered=delivered,
        code="" if delivered else told.code,
        carrier=driver,
        carrier_id=told.carrier_id,
    )


def uuid_of(written: str) -> UUID | None:
    try:
        return UUID(written.strip())
    except ValueError:
        return None


def note_report(report: Report, *, now: datetime) -> bool:
    """Whether it changed something. Delivered is the last word; what never left cannot have arrived."""
    rows = Receipt.objects.filter(_which(report), channel=report.channel)
    if report.delivered:
        rows = rows.filter(state__in=[ReceiptState.QUEUED, ReceiptState.SENT, ReceiptState.FAILED])
        return bool(rows.update(state=ReceiptState.DELIVERED, reason="", done_at=now))
    rows = rows.filter(state__in=[ReceiptState.QUEUED, ReceiptState.SENT])
    reason = f"{BY_CARRIER}{report.code}".lower()[:60]
    return bool(rows.update(state=ReceiptState.FAILED, reason=reason, done_at=now))


def note_early_report(
    receipt: Receipt, *, carrier: str, carrier_id: str, own: bool, now: datetime
) -> Receipt:
    """Of a message just written as sent: the carrier may have told what became of it before. `own`: by an account of
    this administration's.
    """
    whose = current().id if own else None
    told = told_early(carrier=carrier, carrier_id=carrier_id, reference=receipt.pk, whose=whose)
    report = report_of(carrier, told) if told else None
    if report and note_report(report, now=now):
        receipt.refresh_from_db(fields=["state", "reason", "done_at"])
    return receipt


def _which(report: Report) -> Q:
    if report.reference:
        return Q(pk=report.reference)
    if not report.carrier_id:
        return Q(pk__in=[])
    return Q(carrier=report.carrier, carrier_id=report.carrier_id)
