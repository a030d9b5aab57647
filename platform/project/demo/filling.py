"""Which times of the openings are taken, by whom, and what came of it. The same day draws the same rdvs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

import holidays

from booking.commands.import_rdvs import ImportedRdv
from booking.commands.settle_in import NewAgent, NewMotif, NewPlage, Office
from booking.vocabulary import BookableBy, CreatedBy, RdvStatus
from project.demo.people import Population

SEED = "demonstration"
# Share of the times taken, by number of weeks from today; what is close fills first. About 60 % in all.
FILLED = {-2: 0.92, -1: 0.9, 0: 0.84, 1: 0.82, 2: 0.76, 3: 0.66, 4: 0.56, 5: 0.46, 6: 0.38, 7: 0.3, 8: 0.25}
# Out of a hundred past rdvs; the others were honoured.
NO_SHOW, CANCELLED_BY_USAGER, CANCELLED_BY_SERVICE, NOT_NOTED = 12, 6, 2, 3
CANCELLED_AHEAD = 4
BOOKED_BY_AGENT = 35
LONGEST_NOTICE_DAYS = 24


@dataclass(frozen=True, slots=True)
class Time:
    starts_at: datetime
    ends_at: datetime
    motif: NewMotif
    lieu: str


def rdvs_of(office: Office, number: int, *, now: datetime) -> list[ImportedRdv]:
    """`number` tells the offices of one administration apart: their people are not the same."""
    zone = ZoneInfo(office.time_zone)
    people = Population(_random(office.slug), number)
    drawn = []
    for agent in office.agents:
        rng = _random(agent.email)
        for times in _days(office, agent, rng, zone):
            drawn += [_rdv(agent, each, people, rng, now) for each in _taken(times, rng, now)]
    return drawn


def _random(name: str) -> Random:
    # Invented people need no cryptography, and a seed makes every demonstration alike.
    return Random(f"{SEED} {name}")  # noqa: S311


def _days(office: Office, agent: NewAgent, rng: Random, zone: ZoneInfo) -> Iterator[list[Time]]:
    """The times of each opening, day by day, one after the other as a full agenda has them."""
    motifs = {motif.slug: motif for motif in office.motifs}
    for plage in agent.plages:
        offered = [motifs[slug] for slug in plage.motifs]
        for day in _dates(plage, agent):
            yield [each for hours in plage.hours for each in _cut(day, hours, offered, plage.lieu, rng, zone)]


def _dates(plage: NewPlage, agent: NewAgent) -> Iterator[date]:
    for number in range((plage.last_day - plage.first_day).days + 1):
        day = plage.first_day + timedelta(days=number)
        away = any(absence.first_day <= day <= absence.last_day for absence in agent.absences)
        on_rhythm = (number // 7) % plage.every_weeks == 0
        if day.isoweekday() in plage.weekdays and on_rhythm and not away and day not in _closed(day.year):
            yield day


@cache
def _closed(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("FR", years=year))


def _cut(
    day: date, hours: tuple[str, str], motifs: list[NewMotif], lieu: str, rng: Random, zone: ZoneInfo
) -> Iterator[Time]:
    start, end = (datetime.combine(day, time.fromisoformat(each), zone) for each in hours)
    while fitting := [motif for motif in motifs if start + timedelta(minutes=motif.duration_min) <= end]:
        motif = rng.choice(fitting)
        finish = start + timedelta(minutes=motif.duration_min)
        yield Time(start, finish, motif, lieu)
        start = finish


def _taken(times: list[Time], rng: Random, now: datetime) -> Iterator[Time]:
    """One time of each coming day stays free, whatever the draw: every day can be booked on."""
    spared = rng.randrange(len(times)) if times else 0
    for place, each in enumerate(times):
        to_come = each.starts_at > now
        weeks = (each.starts_at - now) // timedelta(weeks=1)
        share = FILLED[min(max(weeks, min(FILLED)), max(FILLED))]
        if rng.random() < share and not (to_come and place == spared):
            yield each


def _rdv(agent: NewAgent, each: Time, people: Population, rng: Random, now: datetime) -> ImportedRdv:
    notice = timedelta(days=rng.uniform(0.5, LONGEST_NOTICE_DAYS))
    # Nothing was booked in the future, nor less than an hour ago: "new" stays for what the visitor does.
    created_at = min(each.starts_at - notice, now - timedelta(hours=rng.uniform(1, 72)))
    status = _outcome(each, rng, now)
    by_agent = each.motif.bookable_by == BookableBy.AGENTS or rng.randrange(100) < BOOKED_BY_AGENT
    last_change = min(each.starts_at - timedelta(hours=5), now)
    return ImportedRdv(
        agent_email=agent.email,
        motif=each.motif.slug,
        lieu=each.lieu,
        starts_at=each.starts_at,
        identity=people.draw(),
        status=status,
        created_by=CreatedBy.AGENT if by_agent else CreatedBy.USAGER,
        created_at=created_at,
        cancelled_at=created_at + (last_change - created_at) * rng.random(),
    )


def _outcome(each: Time, rng: Random, now: datetime) -> RdvStatus:
    drawn = rng.randrange(100)
    if each.ends_at > now:
        return RdvStatus.CANCELLED_BY_USAGER if drawn < CANCELLED_AHEAD else RdvStatus.SCHEDULED
    for share, status in (
        (NO_SHOW, RdvStatus.NO_SHOW),
        (CANCELLED_BY_USAGER, RdvStatus.CANCELLED_BY_USAGER),
        (CANCELLED_BY_SERVICE, RdvStatus.CANCELLED_BY_SERVICE),
        (NOT_NOTED, RdvStatus.SCHEDULED),
    ):
        if drawn < share:
            return status
        drawn -= share
    return RdvStatus.HONOURED
