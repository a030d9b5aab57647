"""Openings and rdvs across midnight, at the ends of the earth: the index follows on both days."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from booking.commands.book_rdv import book_rdv
from booking.commands.cancel_rdv import cancel_by_usager
from booking.commands.expire_holds import expire_holds
from booking.commands.hold_creneau import hold_creneau
from booking.commands.move_rdv import move_by_usager
from booking.commands.open_plage import open_plage
from booking.commands.wanted import Wanted
from booking.models import Agenda, Lieu, Motif, PlageOuverture
from foundation.actors import VISITOR
from tenants.models import Tenant
from tests.booking.commands.conftest import NOW, ZOE, visitor
from tests.booking.commands.proof import TUESDAY, index_lies
from tests.makers.office import make_agent, make_lieu, make_motif, make_organisation

EVERY_DAY = {"every": "week", "weekdays": [1, 2, 3, 4, 5, 6, 7]}
FAR_ZONES = ["Europe/Paris", "Pacific/Noumea", "Pacific/Tahiti"]


class Night:
    """One agenda, open from 20:00 to 19:00 the next day on one plage, from midnight to 03:00 on another."""

    def __init__(self, zone: str) -> None:
        self.zone = ZoneInfo(zone)
        organisation = make_organisation(time_zone=zone)
        self.lieu: Lieu = make_lieu(organisation)
        self.motif: Motif = make_motif(organisation, min_delay_s=0)
        self.agenda: Agenda = make_agent(organisation).agenda
        for hours in (["20:00", "19:00"], ["00:00", "03:00"]):
            plage = PlageOuverture(
                agenda=self.agenda,
                lieu=self.lieu,
                first_day=NOW.date(),
                periods=[hours],
                recurrence=EVERY_DAY,
            )
            open_plage(plage, [self.motif], now=NOW)

    def wanted(self, hour: int, minute: int) -> Wanted:
        local = datetime(TUESDAY.year, TUESDAY.month, TUESDAY.day, hour, minute, tzinfo=self.zone)
        return Wanted(motif=self.motif, lieu_id=self.lieu.pk, starts_at=local, agenda_ids=[self.agenda.pk])


@pytest.fixture(params=FAR_ZONES)
def night(at_arras: Tenant, request: pytest.FixtureRequest) -> Iterator[Night]:
    yield Night(request.param)
    assert index_lies() == []


TIMES = pytest.mark.parametrize(("hour", "minute"), [(23, 45), (0, 0), (18, 30), (2, 40)])


@TIMES
def test_a_booking_across_midnight_is_taken_from_both_days(night: Night, hour: int, minute: int) -> None:
    book_rdv(night.wanted(hour, minute), identity=ZOE, by=VISITOR, now=NOW)
    assert index_lies() == []


@TIMES
def test_cancelled_it_is_given_back_to_both(night: Night, hour: int, minute: int) -> None:
    rdv = book_rdv(night.wanted(hour, minute), identity=ZOE, by=VISITOR, now=NOW)
    cancel_by_usager(rdv, by=VISITOR, now=NOW)


@TIMES
def test_moved_it_is_taken_from_some_and_given_to_others(night: Night, hour: int, minute: int) -> None:
    rdv = book_rdv(night.wanted(hour, minute), identity=ZOE, by=VISITOR, now=NOW)
    to = night.wanted(12, 0).starts_at + timedelta(days=3)
    move_by_usager(rdv, starts_at=to, lieu_id=night.lieu.pk, by=VISITOR, now=NOW)


@TIMES
def test_a_hold_that_ends_gives_back_both_days(night: Night, hour: int, minute: int) -> None:
    hold = hold_creneau(night.wanted(hour, minute), visitor=visitor(), now=NOW)
    assert index_lies() == []
    expire_holds([hold.pk], now=NOW + timedelta(minutes=10))
