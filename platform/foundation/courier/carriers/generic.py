"""Reports and replies of gateways whose words we cannot know: the usual names of the trade are understood."""

from collections.abc import Mapping

from foundation.courier.carriers.incoming import first, moment, phone
from foundation.courier.contract import DeliveryReport, InboundSms, ReportState

IDS = ("id", "message_id", "messageId", "msgid", "MessageId", "smsid")
REFERENCES = ("reference", "ref", "client_ref", "clientRef", "custom", "tag")
STATES = ("state", "status", "dlr", "delivery_status", "Status")
SENDERS = ("from", "sender", "msisdn", "originator", "From")
RECIPIENTS = ("to", "recipient", "shortcode", "destination", "To")
TEXTS = ("text", "message", "content", "body", "Body")
MOMENTS = ("at", "date", "timestamp", "received_at", "time")

# Words of SMPP first, then what gateways make of them.
WORDS = {
    ReportState.DELIVERED: ("delivered", "delivrd", "deliver", "success", "received", "ok"),
    ReportState.FAILED: (
        *("failed", "failure", "undeliv", "undelivered", "undeliverable", "rejectd", "rejected"),
        *("deleted", "error", "blocked", "invalid", "unknown_subscriber"),
    ),
    ReportState.EXPIRED: ("expired", "timeout"),
    ReportState.SENT: (
        "sent",
        "acceptd",
        "accepted",
        "enroute",
        "queued",
        "pending",
        "buffered",
        "submitted",
    ),
}
STATE_OF = {word: state for state, words in WORDS.items() for word in words}


def report(item: Mapping[str, str]) -> DeliveryReport | None:
    state = STATE_OF.get(first(item, STATES).strip().lower())
    carrier_id, reference = first(item, IDS), first(item, REFERENCES)
    if state is None or not (carrier_id or reference):
        return None
    return DeliveryReport(carrier_id, reference, state, item.get("code") or first(item, STATES))


def inbound(item: Mapping[str, str]) -> InboundSms | None:
    sender, text = first(item, SENDERS), first(item, TEXTS)
    if not sender or not text.strip() or first(item, STATES).lower() in STATE_OF:
        return None
    return InboundSms(
        sender=phone(sender),
        to=phone(first(item, RECIPIENTS)),
        text=text,
        carrier_id=first(item, IDS),
        at=moment(first(item, MOMENTS)),
        reference=first(item, REFERENCES),
    )
