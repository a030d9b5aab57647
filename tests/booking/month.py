"""A month decided beforehand, and what it should bring, worked out as one would on paper."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from booking.commands.usagers import Identity
from booking.models import Agent, Lieu, Motif
from booking.vocabulary import DAY_S
from tests.makers.office import make_agent, make_lieu, make_motif, make_organisation

# Paris goes back to winter time on Sunday 25 October.
DAYS = 31
HALF_HOUR, HOUR, DAY = timedelta(minutes=30), timedelta(hours=1), timedelta(days=1)
AGENTS = 4
NOT_YET = UUID(int=0)
numbers = count()

# Telephone, channel, instant.
type Sending = tuple[str, str, datetime | None]


@dataclass
class Office:
    """One of the two organisations, four agents each."""

    zone: ZoneInfo
    lieu: Lieu
    motif: Motif
    agents: list[Agent]


@dataclass
class Life:
    """What happens to one rdv, decided beforehand. `moved` is when, and to when."""

    starts_at: datetime
    booked_at: datetime
    office: Office
    agent: Agent
    identity: Identity
    cancelled_at: datetime | None = None
    moved: tuple[datetime, datetime] | None = None
    rdv_id: UUID = NOT_YET


def make_branch(zone: str) -> Office:
    organisation = make_organisation(time_zone=zone)
    agents = [make_agent(organisation) for _ in range(AGENTS)]
    return Office(ZoneInfo(zone), make_lieu(organisation), make_motif(organisation), agents)


def lives_of(offices: list[Office], number: int, random: Random) -> list[Life]:
    """Starts at any half-hour from 8 to 19, local time: those of the morning are reminded of in the night."""
    places = [(office, agent) for office in offices for agent in office.agents]
    grid = [(day, half) for day in range(DAYS) for half in range(22)]
    random.shuffle(grid)
    each = number // len(places) + 1
    lives = []
    for office, agent in places:
        taken, left = grid[:each], iter(grid[each:])
        lives += [_life(office, agent, slot, next(left), random) for slot in taken]
    return lives[:number]


def _life(office: Office, agent: Agent, slot: tuple[int, int], free: tuple[int, int], random: Random) -> Life:
    """One in ten is cancelled, one in ten moves to `free`, which nobody else takes."""
    starts_at, to = local(office.zone, *slot), local(office.zone, *free)
    booked_at = starts_at - random.choice([40, 25, 10, 4, 2, 1]) * DAY - random.randrange(40) * HALF_HOUR
    life = Life(starts_at, booked_at, office, agent, _somebody())
    chance = random.random()
    if chance < 0.1:
        life.cancelled_at = _between(booked_at, starts_at, random)
    elif chance < 0.2 and to - booked_at > DAY:
        life.moved = (_between(booked_at, min(starts_at, to), random), to)
    return life


def local(zone: ZoneInfo, day: int, half: int) -> datetime:
    midnight = datetime(2026, 10, 5, 8, 0, tzinfo=zone) + day * DAY
    # On the wall, whatever the night before: Python adds to the local clock.
    return (midnight + half * HALF_HOUR).astimezone(UTC)


def _between(first: datetime, last: datetime, random: Random) -> datetime:
    return first + random.randrange(1, (last - first) // HALF_HOUR) * HALF_HOUR + timedelta(minutes=7)


def _somebody() -> Identity:
    """Of the numbers kept for fiction: no two rdvs share a telephone."""
    number = next(numbers)
    return Identity(
        first_name="Zoé",
        last_name=f"Martin {number}",
        phone=f"+3363998{number:04d}",
        email=f"zoe{number}@exemple.fr",
    )


def sendings_of(life: Life) -> list[Sending]:
    """By walking from half-hour to half-hour, as one would on paper."""
    ends = life.cancelled_at or (life.moved[0] if life.moved else life.starts_at)
    found = [each for each in _due(life, life.starts_at, life.booked_at) if each[2] and each[2] <= ends]
    if life.moved:
        found += _due(life, life.moved[1], life.moved[0])
    return found


def _due(life: Life, starts_at: datetime, known_at: datetime) -> list[Sending]:
    days = (starts_at - known_at).total_seconds() / DAY_S
    steps = [(7 * DAY, ["email"])] if days >= 21 else []
    steps += [(2 * DAY, ["email", "sms"])] if days >= 3 else []
    steps += [(3 * HOUR, ["sms"])] if 5 / 24 <= days <= 3 else []
    dates = [(_walk(starts_at, before, life.office.zone), channels) for before, channels in steps]
    phone = life.identity.phone
    return [(phone, channel, at) for at, channels in dates if at > known_at for channel in channels]


def _walk(starts_at: datetime, before: timedelta, zone: ZoneInfo) -> datetime:
    moment = starts_at - before
    later = moment
    while not is_day(later, zone):
        later += HALF_HOUR
    if starts_at - later >= HOUR:
        return later
    while moment.astimezone(zone).hour != 18 or moment.astimezone(zone).minute:
        moment -= HALF_HOUR
    return moment


def is_day(moment: datetime, zone: ZoneInfo) -> bool:
    return 8 <= moment.astimezone(zone).hour < 20
