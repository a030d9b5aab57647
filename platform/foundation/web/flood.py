"""A door that lets so many newcomers through a minute, in the order in which they came.

Nothing is counted but numbers, in the shared cache: a ticket says "the nth", and who is called keeps a pass for a
while. As long as fewer come than the door lets through, there is no queue and nobody gets a ticket.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.core.cache import caches
from redis.exceptions import RedisError

from foundation.web.tally import CountersDown, this_minute

# A queue in which nobody stands any more is forgotten.
QUEUE_KEPT_S = 3_600
# Of those who come within a minute, one in so many may be of one network: a school, a mobile operator.
SHARE = 20


@dataclass(frozen=True, slots=True)
class Ticket:
    """The nth since the queue opened (POSIX seconds)."""

    number: int
    opened: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands. `ahead`: how many are to be let through before."""

    ticket: Ticket
    ahead: int
    wait: timedelta


def place_of(where: str, ticket: Ticket | None, *, who: str, now: datetime, a_minute: int) -> Place | None:
    """None: come in. `where` names the door, `who` the newcomer's network. A cache that is down keeps nobody out."""
    try:
        opened = caches["shared"].get(f"flood:{where}:opened")
        if ticket and ticket.opened == opened:
            return _in_queue(where, ticket, now, a_minute, counts=True)
        # A robot that keeps no ticket neither opens the queue nor makes it longer by itself.
        counts = this_minute(f"flood:{where}:{who}", now) <= max(a_minute // SHARE, 1)
        if opened is None and (not counts or this_minute(f"flood:{where}", now) <= a_minute):
            return None
        return _in_queue(where, ticket, now, a_minute, counts=counts)
    except (CountersDown, RedisError, ValueError):
        return None


def _in_queue(
    where: str, ticket: Ticket | None, now: datetime, a_minute: int, *, counts: bool
) -> Place | None:
    """Who does not count stands with the last one."""
    cache, opened_key, tail_key = caches["shared"], f"flood:{where}:opened", f"flood:{where}:tail"
    # As long as somebody stands there, however long it takes.
    cache.touch(opened_key, QUEUE_KEPT_S)
    cache.touch(tail_key, QUEUE_KEPT_S)
    if cache.add(opened_key, int(now.timestamp()), QUEUE_KEPT_S):
        cache.set(tail_key, 0, QUEUE_KEPT_S)
    opened = int(cache.get(opened_key, int(now.timestamp())))
    called = int((now.timestamp() - opened) * a_minute / 60)
    if ticket is None or ticket.opened != opened:
        # All those who came before are in, and the last one had a minute to ask again: the queue is over.
        if int(cache.get(tail_key, 0)) + a_minute < called:
            cache.delete_many([opened_key, tail_key])
            return None
        ticket = Ticket(cache.incr(tail_key) if counts else int(cache.get(tail_key, 0)), opened)
    if ticket.number <= called:
        return None
    ahead = ticket.number - called
    return Place(ticket, ahead, timedelta(minutes=ceil(ahead / a_minute)))
