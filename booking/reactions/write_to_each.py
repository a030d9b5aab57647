from collections.abc import Callable, Iterable

from booking.models import Agent
from booking.reactions.sending import send_written
from booking.reactions.to_each import to_each
from booking.vocabulary import MessageKind
from foundation import clock
from foundation.courier.mail import Email
from foundation.outbox.wiring import Envelope


def write_to_each(readers: Iterable[Agent], letter: Callable[[Agent], Email], envelope: Envelope) -> None:
    """Once to each agent who has an address."""

    def write(reader: Agent) -> None:
        key = f"team:{envelope.delivery_id}:{reader.pk}"
        send_written(letter(reader), kind=MessageKind.AGENT_NOTICE, key=key, agent=reader, now=clock.now())

    to_each((each for each in readers if each.email), write)
