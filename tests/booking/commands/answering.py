"""Messages that left, and what people answer to them."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from booking.commands.answer_message import Understood, answer_message
from booking.commands.receive_answer import receive_answer
from booking.commands.usagers import Identity
from booking.models import Participation, Receipt
from booking.queries.answers import message_answered
from booking.vocabulary import MessageKind, ReceiptState
from foundation.courier.channels import Channel
from tests.booking.commands.conftest import NOW, ZOE

PHONE = ZOE.phone
HALF_HOUR, DAY = timedelta(minutes=30), timedelta(days=1)
LEO = Identity(first_name="Léo", last_name="Martin", phone=PHONE)


def told(participation: Participation, *, at: datetime = NOW, **more: Any) -> Receipt:
    """An SMS that left about it."""
    facts = {"kind": MessageKind.REMINDER, "state": ReceiptState.SENT, "channel": Channel.SMS, **more}
    return Receipt.objects.create(
        key=str(uuid4()),
        rdv=participation.rdv,
        usager=participation.usager,
        contact=participation.usager.phone,
        created_at=at,
        sent_at=at,
        **facts,
    )


def says(
    text: str, *, contact: str = PHONE, to: Receipt | None = None, now: datetime = NOW, **more: Any
) -> Understood:
    answers = message_answered(to.pk, contact=contact) if to else None
    receipt = receive_answer(
        channel=Channel.SMS, contact=contact, text=text, key=f"in:{uuid4()}", answers=answers, now=now, **more
    )
    return answer_message(receipt.pk, now=now)


def status(participation: Participation) -> str:
    return Participation.objects.get(pk=participation.pk).status
