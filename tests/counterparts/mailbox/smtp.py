"""The SMTP side: what the courier's e-mails reach."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from tests.counterparts.mailbox.store import Piece, Store

REFUSALS = {
    "@inconnu.invalid": "550 5.1.1 No such mailbox",
    "@plus-tard.invalid": "451 4.7.1 Try again later",
}


class Receiver:
    def __init__(self, store: Store) -> None:
        self.store = store

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's name)
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Addresses of two reserved domains are refused, for good or for now, as real servers do."""
        for domain, answer in REFUSALS.items():
            if address.lower().endswith(domain):
                return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 (aiosmtpd's name)
        message = message_from_bytes(envelope.content, policy=policy.default)
        text, html = _body(message, "plain"), _body(message, "html")
        for to in envelope.rcpt_tos:
            self.store.add(
                kind="email",
                to=to,
                sender=str(message.get("From", envelope.mail_from)),
                subject=str(message.get("Subject", "")),
                text=text,
                html=html,
                pieces=_pieces(message),
                headers=tuple((name, str(value)) for name, value in message.items()),
            )
        return "250 OK"


def listen(store: Store, port: int) -> Controller:
    """Started; port 0 takes a free one, which the answer's `port` tells."""
    controller = _Loopback(Receiver(store), hostname="127.0.0.1", port=port, data_size_limit=25_000_000)
    controller.start()
    return controller


class _Loopback(Controller):
    def _trigger_server(self) -> None:
        """The library then knocks at its own port: it must be the one the system gave."""
        server: Any = self.server
        self.port = server.sockets[0].getsockname()[1]
        super()._trigger_server()


def _body(message: EmailMessage, subtype: str) -> str:
    part = message.get_body(preferencelist=(subtype,))
    return part.get_content().replace("\r\n", "\n") if part else ""


def _content(part: EmailMessage) -> bytes:
    content: Any = part.get_payload(decode=True)
    return content or b""


def _pieces(message: EmailMessage) -> tuple[Piece, ...]:
    return tuple(
        Piece(
            name=part.get_filename() or "sans-nom",
            mimetype=part.get_content_type(),
            content=_content(part),
        )
        for part in message.iter_attachments()
    )
