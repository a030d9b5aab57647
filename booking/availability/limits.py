"""Rules beyond free time: quotas, and the share of the day kept for the desk and the telephone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import cache

from booking.availability.keys import Id
from booking.availability.question import Creneau, Limit
from booking.availability.reasons import Reason
from booking.availability.wall_clock import local_day

ALL = 100


@dataclass(frozen=True, slots=True)
class Quota:
    """At most `most` rdvs in any run of `days` local days; with `days` None, at most `most` in all."""

    most: int
    days: int | None = 1

    def __post_init__(self) -> None:
        if self.most < 0 or (self.days is not None and self.days < 1):
            raise ValueError("a quota is a number of rdvs over one day or more")

    def allows(self, day: date, taken: Iterable[date]) -> bool:
        if self.days is None:
            return sum(1 for _ in taken) < self.most
        run = timedelta(days=self.days)
        near = [each for each in taken if day - run < each < day + run]
        first_days = [day, *(each for each in near if each < day)]
        return all(sum(first <= each < first + run for each in near) < self.most for first in first_days)


def quota_per_day(most: int, *, zone: tzinfo, taken: Iterable[datetime], agenda: Id | None = None) -> Limit:
    """`taken`: starts of the motif's rdvs. With `agenda`: of that agenda alone, and binding it alone."""
    allows = _by_day(Quota(most), zone, taken)
    return Limit(
        Reason.DAY_FULL, lambda creneau: agenda not in (None, creneau.agenda) or allows(creneau.start)
    )


def quota_per_person(quota: Quota, *, zone: tzinfo, taken: Iterable[datetime]) -> Limit:
    """`taken`: starts of this person's rdvs that count."""
    allows = _by_day(quota, zone, taken)
    return Limit(Reason.PERSON_FULL, lambda creneau: allows(creneau.start))


def desk_share(
    percent: int,
    *,
    zone: tzinfo,
    needed: timedelta,
    opened: Mapping[tuple[Id, date], timedelta],
    taken_online: Mapping[tuple[Id, date], timedelta],
) -> Limit:
    """Keeps a share of each agenda's open time, day by day, for rdvs taken at the desk or by telephone.

    `opened` is the time of the openings less closed days and absences, every lane counted; `needed` what one
    more rdv occupies. Both mappings go by (agenda, local day); what is absent is nothing.
    """
    if not 0 <= percent <= ALL:
        raise ValueError("a share goes from 0 to 100 %")

    def allows(creneau: Creneau) -> bool:
        key = creneau.agenda, local_day(creneau.start, zone)
        online = opened.get(key, timedelta()) * (ALL - percent) / ALL
        return taken_online.get(key, timedelta()) + needed <= online

    return Limit(Reason.KEPT_FOR_DESK, allows)


def _by_day(quota: Quota, zone: tzinfo, taken: Iterable[datetime]) -> Callable[[datetime], bool]:
    days = [local_day(start, zone) for start in taken]
    answer = cache(lambda day: quota.allows(day, days))
    return lambda start: answer(local_day(start, zone))
