"""An SMS that comes late rings in nobody's night.

Told at once, it answers what somebody has just done, and leaves whatever the hour. Later (a carrier was down, a
worker too), it waits for eight in the morning, local time, unless what it says would then be of no use.
"""

from datetime import datetime, timedelta

from booking.queries.agent_rdvs import zone_of
from booking.queries.reminder_times import LEFT_AT_LEAST, may_write, next_morning
from booking.reactions.message import Message
from booking.vocabulary import MessageKind
from foundation.courier.channels import Channel
from foundation.outbox.turn import current_turn

AT_ONCE = timedelta(minutes=15)


def waits_until(message: Message, drop_after: datetime | None, now: datetime) -> datetime | None:
    """None: it may leave now."""
    turn, person = current_turn(), message.participation
    if turn is None or now - turn.at < AT_ONCE or person is None:
        return None
    if message.channel != Channel.SMS or message.kind == MessageKind.ANSWER_UNDERSTOOD:
        return None
    zone = zone_of(person.rdv)
    if may_write(now, zone):
        return None
    # Who was moved elsewhere must know it before the time they still have in mind.
    known = (person.rdv.starts_at, message.extra.get("former_at"), drop_after)
    limit = min((each for each in known if each and each > now), default=now)
    morning = next_morning(now, zone)
    return morning if limit - morning >= LEFT_AT_LEAST else None
