from collections.abc import Callable, Iterable

from booking.models import Agent
from booking.reactions.sending import send_written
from booking.vocabulary import MessageKind
from foundation import clock
from foundation.courier.failures import TemporaryFailure
from foundation.courier.mail import Email
from foundation.outbox.wiring import Envelope


def write_to_each(readers: Iterable[Agent], letter: Callable[[Agent], Email], envelope: Envelope) -> None:
    """Once to each agent who has an address. One refused address keeps nothing from the others."""
    failure: TemporaryFailure | None = None
    for reader in readers:
        if not reader.email:
            continue
        key = f"team:{envelope.delivery_id}:{reader.pk}"
        try:
            send_written(
                letter(reader), kind=MessageKind.AGENT_NOTICE, key=key, agent=reader, now=clock.now()
            )
        except TemporaryFailure as temporary:
            failure = failure or temporary
    if failure:
        raise failure
