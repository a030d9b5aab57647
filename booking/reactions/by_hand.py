"""What an agent has sent to somebody, from the page of the rdv."""

from functools import partial

from booking.events import LinkRenewed, ReminderAsked
from booking.models import Participation, Receipt
from booking.queries.recipients import who_joined
from booking.reactions.sending import send
from booking.reactions.to_each import to_each
from booking.vocabulary import MessageKind
from foundation import clock
from foundation.courier.channels import Channel
from foundation.outbox.wiring import Envelope

CHANNELS = (Channel.EMAIL, Channel.SMS)


def remind_now(event: ReminderAsked, envelope: Envelope) -> None:
    """Of the rdv as it was when the button was pressed: a new time has a message of its own."""
    for person in who_joined(event.participation_id, now=clock.now()):
        if person.rdv.starts_at == event.starts_at:
            to_each(CHANNELS, partial(_send, MessageKind.REMINDER, person, f"hand:{envelope.message_id}"))


def send_new_link(event: LinkRenewed, envelope: Envelope) -> None:
    """The confirmation again, which bears it. Who is no longer expected finds theirs by a code."""
    for person in who_joined(event.participation_id, now=clock.now()):
        to_each(CHANNELS, partial(_send, MessageKind.RDV_BOOKED, person, f"link:{envelope.message_id}"))


def _send(kind: MessageKind, person: Participation, key: str, channel: Channel) -> Receipt:
    return send(kind=kind, channel=channel, key=f"{key}:{channel}", now=clock.now(), participation=person)
