"""One of the people who make much happen in a busy office. All draws come from one seed."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from uuid import UUID

from booking.commands.book_rdv import book_rdv, confirm_hold
from booking.commands.cancel_rdv import cancel_by_service, cancel_by_usager
from booking.commands.change_agenda import change_agenda
from booking.commands.change_date import change_date, restore_date, skip_date
from booking.commands.change_plage import change_following, change_plage
from booking.commands.close_days import close_days
from booking.commands.close_plage import close_plage
from booking.commands.declare_absence import declare_absence
from booking.commands.expire_holds import expire_holds
from booking.commands.hold_creneau import hold_creneau
from booking.commands.move_rdv import move_by_agent, move_by_usager
from booking.commands.prove_index import prove_agenda
from booking.commands.remove_absence import remove_absence
from booking.models import (
    Absence,
    Hold,
    Participation,
    PlageOuverture,
    Rdv,
)
from foundation.actors import VISITOR
from foundation.errors import Refusal
from tests.booking.commands.busy_office import MORNING, ONE_DAY, TUESDAY, Somebody, open_morning
from tests.booking.commands.conftest import NINE, NOW, visitor

HOURS = (
    MORNING,
    [["09:00", "11:00"]],
    [["08:30", "12:00"], ["14:00", "15:00"]],
    [["09:00", "11:00"], ["22:00", "02:00"]],
)
type Gesture = Callable[[], object]


@dataclass
class Bustle(Somebody):
    """Now a citizen, now an agent. Gestures that have nothing to work on do nothing."""

    holds: list[UUID] = field(default_factory=list)

    def next_gesture(self) -> tuple[str, Gesture]:
        names = [*CITIZENS] * 3 + [*AGENTS]
        name = self.draw.choice(names)
        return name, lambda: self.do(name)

    def do(self, name: str) -> None:
        getattr(self, f"_{name}")()

    def book_at(self, after: timedelta) -> Rdv:
        return book_rdv(self.wanted(NINE + after), identity=self.identity, by=VISITOR, now=NOW).rdv

    def swap_agenda(self) -> None:
        """Any rdv goes to another agenda, wherever it is."""
        rdv = self.one(Rdv.objects.filter(status="scheduled"))
        if rdv:
            with suppress(Refusal):
                self._to(rdv, rdv.starts_at, overlap=False)

    def _hold(self) -> None:
        # Some forms were opened long ago: their hold is over already.
        moment = NOW - timedelta(minutes=self.draw.choice([0, 0, 20]))
        mark = f"v{self.number}-{self.draw.randrange(2)}"
        self.holds.append(hold_creneau(self.wanted(self.start()), visitor=visitor(mark), now=moment).pk)

    def _confirm(self) -> None:
        hold = Hold.objects.filter(pk=self.holds[-1]).first() if self.holds else None
        if hold is None:
            self._hold()
            hold = Hold.objects.filter(pk=self.holds[-1]).first()
        if hold:
            confirm_hold(hold.pk, visitor_mark=hold.visitor, identity=self.identity, by=VISITOR, now=NOW)

    def _book(self) -> None:
        book_rdv(self.wanted(self.start()), identity=self.identity, by=VISITOR, now=NOW)

    def _move(self) -> None:
        participation = self.one(Participation.objects.filter(status="scheduled"))
        if participation:
            move_by_usager(
                participation, starts_at=self.start(), lieu_id=self.office.lieu.pk, by=VISITOR, now=NOW
            )

    def _cancel(self) -> None:
        participation = self.one(Participation.objects.filter(status="scheduled"))
        if participation and self.draw.random() < 0.5:
            cancel_by_usager(participation, by=VISITOR, now=NOW)
        elif participation:
            cancel_by_service(participation.rdv, by=self.agent, now=NOW)

    def _expire(self) -> None:
        expire_holds(list(Hold.objects.values_list("pk", flat=True)), now=NOW)

    def _shift(self) -> None:
        """An agent moves an rdv, now and then over another."""
        rdv = self.one(Rdv.objects.filter(status="scheduled"))
        if rdv:
            self._to(rdv, self.start(), overlap=self.draw.random() < 0.3)

    def _overlap(self) -> None:
        wanted = self.wanted(self.start() + timedelta(minutes=15), [self.agenda().pk])
        book_rdv(wanted, identity=self.identity, by=self.agent, now=NOW, overlap=True)

    def _plage(self) -> None:
        plage, day = self.one(PlageOuverture.objects.all()), TUESDAY + self.draw.randrange(4) * ONE_DAY
        if plage is None:
            return
        hours = self.draw.choice(HOURS)
        self.draw.choice(
            [
                lambda: skip_date(plage.pk, day, now=NOW),
                lambda: restore_date(plage.pk, day, now=NOW),
                lambda: change_date(plage.pk, day, hours, now=NOW),
                lambda: change_plage(plage.pk, {"periods": hours}, now=NOW),
                lambda: change_plage(plage.pk, {"on_holidays": not plage.on_holidays}, now=NOW),
                lambda: change_following(plage.pk, day, {"periods": hours}, now=NOW),
            ]
        )()

    def _reopen(self) -> None:
        """One plage closes, another opens."""
        plage = self.one(PlageOuverture.objects.all())
        if plage:
            close_plage(plage.pk, from_day=self.draw.choice([None, TUESDAY + 2 * ONE_DAY]), now=NOW)
        open_morning(self.office, self.agenda())

    def _absence(self) -> None:
        away = self.one(Absence.objects.all())
        if away and self.draw.random() < 0.6:
            remove_absence(away.pk, now=NOW)
            return
        day = TUESDAY + self.draw.randrange(4) * ONE_DAY
        hours = {"start_time": time(9), "end_time": self.draw.choice([time(10), time(12)])}
        declare_absence(Absence(agenda=self.agenda(), first_day=day, last_day=day, **hours), now=NOW)

    def _agendas(self) -> None:
        agenda = self.agenda()
        change_agenda(
            agenda.pk, is_active=self.draw.random() < 0.8, capacity=self.draw.choice([1, 2]), now=NOW
        )

    def _closing(self) -> None:
        days = [TUESDAY + number * ONE_DAY for number in range(4) if self.draw.random() < 0.2]
        close_days(self.office.organisation.pk, days, now=NOW)

    def _proof(self) -> None:
        prove_agenda(self.agenda().pk, now=NOW)

    def _to(self, rdv: Rdv, start: datetime, *, overlap: bool) -> None:
        move_by_agent(
            rdv,
            starts_at=start,
            lieu_id=self.office.lieu.pk,
            agenda_ids=[self.agenda().pk],
            overlap=overlap,
            by=self.agent,
            now=NOW,
        )


CITIZENS = ("hold", "confirm", "book", "move", "cancel")
AGENTS = ("expire", "shift", "overlap", "plage", "reopen", "absence", "agendas", "closing", "proof")
