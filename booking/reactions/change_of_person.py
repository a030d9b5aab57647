"""Somebody else of the household comes: who answers for them reads it, the agents too."""

from booking.events import ParticipantChanged
from booking.models import Participation
from booking.queries.rdvs import participation_by_id
from booking.queries.recipients import who_joined
from booking.reactions.answers_to_agents import Told, tell_agents_of
from booking.reactions.sending import send
from booking.vocabulary import MessageKind
from foundation import clock
from foundation.actors import ActorKind
from foundation.courier.channels import Channel
from foundation.outbox.wiring import Envelope


def email_changed(event: ParticipantChanged, envelope: Envelope) -> None:
    """The confirmation again, in the new name: calendars replace what they know."""
    for participation in who_joined(event.participation_id, now=clock.now()):
        _send(participation, Channel.EMAIL, envelope)


def sms_changed(event: ParticipantChanged, envelope: Envelope) -> None:
    """Who did it themselves needs no SMS."""
    if event.by != ActorKind.USAGER:
        for participation in who_joined(event.participation_id, now=clock.now()):
            _send(participation, Channel.SMS, envelope)


def agents_changed(event: ParticipantChanged, envelope: Envelope) -> None:
    participation, now = participation_by_id(event.participation_id), clock.now()
    if participation is None or event.by == ActorKind.AGENT:
        return
    told = Told("Une autre personne vient", f"C’est maintenant {participation.usager} qui vient.")
    tell_agents_of(event.rdv_id, told, key=f"who:{envelope.message_id}", now=now, only_who_wants=True)


def _send(participation: Participation, channel: Channel, envelope: Envelope) -> None:
    send(
        kind=MessageKind.RDV_BOOKED,
        channel=channel,
        key=f"who:{envelope.message_id}:{channel}",
        now=clock.now(),
        participation=participation,
    )
