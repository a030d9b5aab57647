"""Presence to confirm: asked, asked a last time, then the time is given back or somebody calls."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from booking.commands.ask_presence import ask_presence
from booking.commands.plan_messages import PRESENCE, put_off, read_ref, ref_of
from booking.commands.release_unconfirmed import release_unconfirmed
from booking.events import PresenceAsked
from booking.models import Participation, Receipt
from booking.queries.agent_rdvs import zone_of
from booking.queries.presence import (
    ASK,
    GIVE_BACK,
    LAST_NOTICE,
    RELEASE,
    PresenceTimes,
    gives_back,
    presence_key,
    presence_times,
)
from booking.queries.reminder_times import may_write
from booking.queries.reminders import expected
from booking.reactions.sending import send
from booking.reactions.to_each import to_each
from booking.vocabulary import MessageKind
from foundation import clock
from foundation.courier.channels import Channel
from foundation.outbox.wiring import Envelope

CHANNELS = (Channel.EMAIL, Channel.SMS)


def keep_presence(refs: Sequence[str], now: datetime) -> None:
    """Due: each at its stage."""
    stages = [read_ref(ref) for ref in refs]
    for stage in (ASK, LAST_NOTICE):
        people = [pk for pk, said in stages if said == stage]
        if people:
            ask_presence(people, last=stage == LAST_NOTICE, now=now)
    for participation_id in [pk for pk, said in stages if said == GIVE_BACK]:
        release_unconfirmed(participation_id, now=now)


def ask(event: PresenceAsked, envelope: Envelope) -> None:
    """Of the rdv as it is now, and of who has not answered since."""
    now, stage = clock.now(), LAST_NOTICE if event.last else ASK
    person = next(iter(expected([event.participation_id], now=now)), None)
    if person is None or person.confirmed_at or person.rdv.starts_at != event.starts_at:
        return
    times = presence_times(person.rdv.motif, person.rdv.starts_at, zone_of(person.rdv))
    if times is None:
        return
    if may_write(now, zone_of(person.rdv)):
        to_each(CHANNELS, partial(_send, person, times, stage, now))
    else:
        put_off(PRESENCE, ref_of(person.pk, stage), person.rdv, now=now)


def _send(
    person: Participation, times: PresenceTimes, stage: str, now: datetime, channel: Channel
) -> Receipt:
    """Past the deadline, the question would have no answer to wait for."""
    return send(
        kind=MessageKind.PRESENCE_ASKED,
        channel=channel,
        key=presence_key(person, stage, channel),
        now=now,
        participation=person,
        drop_after=times.deadline,
        extra={
            "before": times.deadline.astimezone(zone_of(person.rdv)),
            "unconfirmed": RELEASE if gives_back(person.rdv, times) else "call",
            "last": stage == LAST_NOTICE,
        },
    )
