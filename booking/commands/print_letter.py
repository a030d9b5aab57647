"""An agent prints the letter of who has neither telephone nor e-mail."""

from collections.abc import Sequence
from datetime import datetime

from booking.commands.keep_receipt import open_receipt
from booking.commands.refusals import AlreadyOver
from booking.models import Participation, Receipt
from booking.queries.paper_letter import paper_letter, was_moved
from booking.vocabulary import CANCELLED, MessageKind, ReceiptState
from foundation.actors import Actor
from foundation.courier.channels import Channel
from foundation.errors import Forbidden


def print_letter(participation: Participation, *, address: Sequence[str], by: Actor, now: datetime) -> bytes:
    """As PDF. Printed twice, it is one message; the address typed for it is kept nowhere.

    Raises Forbidden, AlreadyOver.
    """
    if not by.is_agent:
        raise Forbidden
    if participation.rdv.starts_at <= now:
        raise AlreadyOver
    pdf = paper_letter(participation, address=address, now=now)
    open_receipt(
        Receipt(
            key=f"letter:{participation.pk}:{participation.rdv.sequence}",
            kind=_kind(participation),
            channel=Channel.LETTER,
            rdv=participation.rdv,
            usager=participation.usager,
            agent_id=by.id,
            state=ReceiptState.SENT,
            parts=1,
            created_at=now,
            sent_at=now,
        )
    )
    return pdf


def _kind(participation: Participation) -> MessageKind:
    if participation.status in CANCELLED:
        return MessageKind.RDV_CANCELLED
    return MessageKind.RDV_MOVED if was_moved(participation) else MessageKind.RDV_BOOKED
