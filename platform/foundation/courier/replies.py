"""E-mails people send back, as providers hand them over (parsed, in JSON) or as they travel (MIME).

As in foundation.courier.bounces, only the parsers of anymail are used.
"""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from anymail.inbound import AnymailInboundMessage
from anymail.webhooks.brevo import BrevoInboundWebhookView
from anymail.webhooks.mailjet import MailjetInboundWebhookView

from foundation.courier.quotes import new_text

UNSERVED = "-"
BREVO = BrevoInboundWebhookView(webhook_secret=UNSERVED, api_key=UNSERVED)
MAILJET = MailjetInboundWebhookView(webhook_secret=UNSERVED)
BLOCKS = frozenset({"br", "p", "div", "tr", "li", "h1", "h2", "h3"})
UNREAD = frozenset({"blockquote", "style", "script", "head", "title"})

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class EmailReply:
    """`to` is the address of ours it came to; `text` is only what the person wrote. Attachments are left."""

    to: str
    sender: str
    text: str


def replies(provider: str, body: bytes) -> list[EmailReply]:
    """`provider` is brevo, mailjet or mime. Automatic answers are left out; never an exception."""
    try:
        messages = PARSERS[provider](body)
        return [reply for message in messages if (reply := _reply(message))]
    except Exception as error:  # whatever a stranger may write, three parsers deep
        facts = {"provider": provider[:20], "error": type(error).__name__}
        logger.warning("reply not understood", extra=facts)
        return []


def _brevo(body: bytes) -> list[AnymailInboundMessage]:
    """Without the attachments, which the parser would go and fetch."""
    items: list[dict[str, Any]] = json.loads(body)["items"]
    return [BREVO.esp_to_anymail_event({**item, "Attachments": []}).message for item in items]


def _mailjet(body: bytes) -> list[AnymailInboundMessage]:
    return [MAILJET.esp_to_anymail_event({**json.loads(body), "Parts": []}).message]


def _mime(body: bytes) -> list[AnymailInboundMessage]:
    return [AnymailInboundMessage.parse_raw_mime_bytes(body)]


PARSERS: dict[str, Callable[[bytes], list[AnymailInboundMessage]]] = {
    "brevo": _brevo,
    "mailjet": _mailjet,
    "mime": _mime,
}


def _reply(message: AnymailInboundMessage) -> EmailReply | None:
    sender = message.from_email
    if _is_automatic(message) or sender is None or isinstance(sender, list):
        return None
    text = new_text(message.text or "") or new_text(_without_tags(message.html or ""))
    to = _recipient(message)
    return EmailReply(to, sender.addr_spec, text) if to and text else None


def _is_automatic(message: AnymailInboundMessage) -> bool:
    """« Je suis absent » is no answer to « viendrez-vous ? » (RFC 3834)."""
    if str(message.get("Auto-Submitted") or "no").strip().lower() != "no":
        return True
    if message.get("X-Autoreply") or message.get("X-Autorespond"):
        return True
    return str(message.get("Precedence") or "").strip().lower() in {"bulk", "auto_reply", "junk", "list"}


def _recipient(message: AnymailInboundMessage) -> str:
    if message.envelope_recipient:
        return str(message.envelope_recipient).strip()
    for name in ("X-Original-To", "Delivered-To"):
        if message.get(name):
            return str(message[name]).strip().strip("<>")
    return message.to[0].addr_spec if message.to else ""


def _without_tags(html: str) -> str:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.pieces)


class _Reader(HTMLParser):
    """The text of an HTML body, one line a block, quotations left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unread += tag in UNREAD
        if tag in BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.unread = max(self.unread - (tag in UNREAD), 0)
        if tag in BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.pieces.append(" ".join(data.split("\n")))
