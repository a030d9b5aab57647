"""New openings are offered too, in order, at an hour when one may write."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
import time_machine

from booking.commands.cancel_rdv import cancel_by_usager
from booking.commands.change_date import restore_date, skip_date
from booking.commands.close_days import close_days
from booking.commands.close_plage import close_plage
from booking.commands.join_file_attente import Wish, join_file_attente
from booking.commands.open_plage import open_plage
from booking.models import CreneauOffer, PlageOuverture
from foundation.actors import VISITOR
from tests.booking.commands.conftest import NINE, NOW, Office
from tests.booking.commands.proof import index_lies
from tests.booking.commands.test_one_time_one_rdv import person
from tests.booking.commands.waiting import FAR, live, offered_to, run_until, taken, waits
from tests.makers.office import make_motif

TUESDAY = NINE.date()


@pytest.fixture(autouse=True)
def _still() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def closed(office: Office) -> Office:
    """Nothing is open any more."""
    close_plage(PlageOuverture.objects.get().pk, now=NOW)
    return office


def open_one_hour(office: Office, now: datetime = NOW) -> None:
    plage = PlageOuverture(
        agenda=office.agenda, lieu=office.lieu, first_day=TUESDAY, periods=[["09:00", "10:00"]]
    )
    open_plage(plage, [office.motif], now=now)


def test_a_new_plage_serves_the_first_who_wait(closed: Office) -> None:
    for number in (1, 2, 3):
        waits(closed, number, now=NOW + timedelta(seconds=number))
    open_one_hour(closed)
    run_until(NOW)
    assert sorted(offered_to()) == ["Martin 1", "Martin 2"]
    starts = CreneauOffer.objects.order_by("starts_at").values_list("starts_at", flat=True)
    assert list(starts) == [NINE, NINE + timedelta(minutes=30)]
    assert index_lies() == []


def test_at_night_they_wait_for_the_morning(closed: Office) -> None:
    waits(closed)
    evening = NOW.replace(hour=20)
    plage = PlageOuverture(
        agenda=closed.agenda,
        lieu=closed.lieu,
        first_day=TUESDAY + timedelta(days=1),
        periods=[["09:00", "10:00"]],
    )
    open_plage(plage, [closed.motif], now=evening)
    run_until(evening)
    assert CreneauOffer.objects.count() == 0
    run_until(NOW + timedelta(days=1))
    assert live().made_at == NOW + timedelta(days=1)


def test_a_date_that_opens_again_is_offered(office: Office) -> None:
    plage = PlageOuverture.objects.get()
    skip_date(plage.pk, TUESDAY, now=NOW)
    waits(office, last_day=TUESDAY)
    restore_date(plage.pk, TUESDAY, now=NOW)
    run_until(NOW)
    assert live().starts_at == NINE


def test_a_closing_day_that_goes_is_offered(office: Office) -> None:
    days: list[date] = [TUESDAY + timedelta(days=each) for each in range(-1, 60)]
    close_days(office.agenda.organisation_id, days, now=NOW)
    waits(office)
    close_days(office.agenda.organisation_id, [day for day in days if day != TUESDAY], now=NOW)
    run_until(NOW)
    assert live().starts_at == NINE


def test_a_freed_time_of_no_use_for_its_motif_serves_another_of_the_same_agenda(office: Office) -> None:
    other = make_motif(office.agenda.organisation)
    PlageOuverture.objects.get().motifs.add(other)
    wish = Wish(last_day=FAR)
    place = join_file_attente(other, wish, identity=person(1), by=VISITOR, now=NOW)
    cancel_by_usager(taken(office), by=VISITOR, now=NOW)
    run_until(NOW)
    assert (live().file_attente, live().starts_at) == (place, NINE)
