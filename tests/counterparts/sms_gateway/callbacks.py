"""What the gateway tells afterwards, in each dialect: delivery reports, and what phones answer."""

import queue
import threading
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import httpx

from tests.counterparts.sms_gateway.messages import Sent
from tests.counterparts.sms_gateway.store import Store

TRIES = 3
TIMEOUT_SECONDS = 5
# What each dialect calls delivered, failed and expired.
BREVO = {"delivered": "delivered", "failed": "hard_bounce", "expired": "expired"}
OVH = {"delivered": "1", "failed": "2", "expired": "2"}
NETSIZE = {"delivered": ("0", "0"), "failed": ("2", "104"), "expired": ("2", "100")}


@dataclass(frozen=True)
class Call:
    """One request to make: `facts` are httpx's own arguments."""

    method: str
    url: str
    facts: dict[str, Any]
    kind: str


class Caller(threading.Thread):
    """Calls after the answer, in order; a refused one is tried again, as carriers do."""

    def __init__(self, store: Store) -> None:
        super().__init__(daemon=True)
        self.store = store
        self.calls: queue.SimpleQueue[Call | None] = queue.SimpleQueue()

    def run(self) -> None:
        with httpx.Client(trust_env=False, timeout=TIMEOUT_SECONDS) as client:
            while (call := self.calls.get()) is not None:
                status = 0
                for _ in range(TRIES):
                    status = _status(client, call)
                    if 200 <= status < 300:
                        break
                self.store.record_told({"kind": call.kind, "url": call.url, "status": status})

    def call(self, call: Call) -> None:
        self.calls.put(call)


def report(callback: str, sent: Sent, state: str) -> Call:
    dialect, reference = sent.asked.dialect, sent.asked.reference
    url = callback.replace("{dialect}", dialect)
    if dialect == "brevo":
        told = {"id": 26570, "to": sent.asked.to.removeprefix("+"), "sms_count": 1, "messageId": int(sent.id)}
        told |= {"msg_status": BREVO[state], "type": "transactional", "tag": reference}
        return Call("POST", url, {"json": told}, "report")
    if dialect == "ovh":
        return Call("GET", url, {"params": {"id": sent.id, "dlr": OVH[state], "tag": reference}}, "report")
    if dialect == "netsize":
        status, reason = NETSIZE[state]
        form = {"MessageId": sent.id, "DestinationAddress": sent.asked.to.removeprefix("+")}
        return Call("POST", url, {"data": {**form, "StatusCode": status, "ReasonCode": reason}}, "report")
    told = {"id": sent.id, "reference": reference, "state": state, "code": state}
    return Call("POST", url, {"json": told}, "report")


def inbound(callback: str, dialect: str, told: dict[str, str], number: str) -> Call:
    """`told`: from, to, text, and the reference of the SMS it answers when the dialect knows it."""
    url = callback.replace("{dialect}", dialect)
    person, to, text, reference = told["from"], told["to"], told["text"], told.get("reference", "")
    if dialect == "brevo":
        event = {"msg_status": "replied", "to": person.removeprefix("+"), "messageId": int(number)}
        return Call("POST", url, {"json": {**event, "reply": text, "tag": reference}}, "inbound")
    if dialect == "ovh":
        form = {"id": number, "senderid": person, "shortcode": to, "message": text, "tag": reference}
        return Call("POST", url, {"data": form}, "inbound")
    if dialect == "netsize":
        form = {"MessageId": number, "OriginatorAddress": person.removeprefix("+")}
        return Call("POST", url, {"data": {**form, "DestinationAddress": to, "Message": text}}, "inbound")
    return Call("POST", url, {"json": {"id": number, **told}}, "inbound")


def forward(url: str, sent: Sent) -> Call:
    """In the words of the mailbox of the demo."""
    asked = sent.asked
    told = {
        "to": asked.to,
        "text": asked.text,
        "sender": asked.sender or "38069",
        "reference": asked.reference,
    }
    return Call(
        "POST", url, {"json": told, "headers": {"Idempotency-Key": f"{asked.dialect}-{sent.id}"}}, "forward"
    )


def _status(client: httpx.Client, call: Call) -> int:
    """`*.localhost` is this machine, whatever its resolver thinks."""
    parts = urlsplit(call.url)
    facts = dict(call.facts)
    url = call.url
    if (parts.hostname or "").endswith(".localhost"):
        facts["headers"] = {**facts.get("headers", {}), "Host": parts.netloc}
        url = urlunsplit(parts._replace(netloc=f"127.0.0.1:{parts.port or 80}"))
    try:
        return client.request(call.method, url, **facts).status_code
    except httpx.HTTPError:
        return 0
