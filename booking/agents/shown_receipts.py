"""The messages of an rdv, one line each, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from booking.models import Receipt
from booking.vocabulary import MessageKind, ReceiptState
from foundation.courier.addresses import masked_email, masked_phone
from foundation.courier.channels import Channel
from foundation.web.components.typography import NO_BREAK, date_heure

# Stable codes, in words; those of carriers are told as they come.
WHY = {
    "refuse-par-l-usager": "la personne ne veut pas de ces messages",
    "trop-tard": "il était trop tard",
    "budget-epuise": "le budget du mois est épuisé",
    "abandonne": "plusieurs essais, sans succès",
    "remplace": "un autre message l’a remplacé",
    "motif-non-notifie": "ce motif n’envoie pas de messages",
}
# Every other message is to an usager, or from one.
FOR_OTHERS = frozenset(
    {MessageKind.PRESCRIBED, MessageKind.AGENT_NOTICE, MessageKind.AGENT_DIGEST, MessageKind.TEST}
)
BY_CARRIER = "transporteur-"
BY = {Channel.EMAIL: "par e-mail", Channel.SMS: "par SMS", Channel.LETTER: "par courrier"}


@dataclass(frozen=True, slots=True)
class Line:
    what: str
    to: str
    at: datetime
    state: str
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class Proof:
    """As the law wants to know it: when it left, where to, when it arrived. `to` is not masked."""

    what: str
    to: str
    sent: str
    arrived: str
    state: str


def proofs(receipts: Iterable[Receipt], zone: ZoneInfo) -> list[Proof]:
    return [_proof(each, zone) for each in receipts if each.kind not in FOR_OTHERS]


def _proof(receipt: Receipt, zone: ZoneInfo) -> Proof:
    line = _line(receipt, zone)
    arrived = receipt.done_at if receipt.state == ReceiptState.DELIVERED else None
    return Proof(
        what=line.what,
        to=", ".join(part for part in (_reader(receipt), receipt.contact) if part),
        sent=_moment(receipt.sent_at, zone),
        arrived=_moment(arrived, zone),
        state=f"{line.state} : {line.why}" if line.why else line.state,
    )


def _moment(at: datetime | None, zone: ZoneInfo) -> str:
    return date_heure(at, zone) if at else ""


def shown_receipts(receipts: Iterable[Receipt], zone: ZoneInfo) -> list[Line]:
    return [_line(each, zone) for each in receipts]


def _line(receipt: Receipt, zone: ZoneInfo) -> Line:
    moment = receipt.done_at or receipt.sent_at or receipt.created_at
    return Line(
        what=f"{MessageKind(receipt.kind).label} {BY[Channel(receipt.channel)]}",
        to=_to(receipt),
        at=moment.astimezone(zone),
        state=_state(receipt),
        why=_why(receipt.reason),
        text=receipt.text,
    )


def _to(receipt: Receipt) -> str:
    """Who, and where, masked."""
    where = ""
    if receipt.contact:
        where = (
            masked_email(receipt.contact)
            if "@" in receipt.contact
            else masked_phone(receipt.contact).replace(" ", NO_BREAK)
        )
    return ", ".join(part for part in (_reader(receipt), where) if part)


def _reader(receipt: Receipt) -> str:
    """After six months nobody is named any more."""
    if receipt.kind in FOR_OTHERS:
        return str(receipt.agent or "")
    return str(receipt.usager or "Un usager")


def _state(receipt: Receipt) -> str:
    if receipt.channel == Channel.LETTER:
        return f"Imprimé par {receipt.agent}" if receipt.agent else "Imprimé"
    return ReceiptState(receipt.state).label


def _why(reason: str) -> str:
    if reason.startswith(BY_CARRIER):
        return f"refus du transporteur, code {reason.removeprefix(BY_CARRIER)}"
    return WHY.get(reason, reason)
