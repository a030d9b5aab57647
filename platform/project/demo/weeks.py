"""The weeks that the demonstration shows, and a short way to write openings."""

from dataclasses import dataclass
from datetime import date, timedelta

from booking.commands.settle_in import Hours, NewAbsence, NewPlage

WEEKS_BEFORE = 2
WEEKS_AHEAD = 8

FULL_DAY: Hours = (("09:00", "12:00"), ("13:30", "17:00"))
MORNING: Hours = (("09:00", "12:00"),)
AFTERNOON: Hours = (("13:30", "17:00"),)
LATE_DAY: Hours = (("09:00", "12:00"), ("13:30", "19:00"))

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = range(1, 7)


@dataclass(frozen=True, slots=True)
class Weeks:
    """From the Monday two weeks ago to the Sunday of the eighth week to come."""

    today: date

    @property
    def monday(self) -> date:
        return self.today - timedelta(days=self.today.weekday())

    @property
    def first_day(self) -> date:
        return self.monday - timedelta(weeks=WEEKS_BEFORE)

    @property
    def last_day(self) -> date:
        return self.monday + timedelta(weeks=WEEKS_AHEAD + 1, days=-1)

    def opening(
        self, lieu: str, motifs: tuple[str, ...], weekdays: tuple[int, ...], hours: Hours, every: int = 1
    ) -> NewPlage:
        return NewPlage(
            lieu=lieu,
            motifs=motifs,
            first_day=self.first_day,
            last_day=self.last_day,
            weekdays=weekdays,
            hours=hours,
            every_weeks=every,
        )

    def away(self, title: str, week: int, weekday: int, days: int = 1) -> NewAbsence:
        """`week` counts from this one: 0 is the current week, -1 the last one."""
        first = self.monday + timedelta(weeks=week, days=weekday - 1)
        return NewAbsence(title=title, first_day=first, last_day=first + timedelta(days=days - 1))
