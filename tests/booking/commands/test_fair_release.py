"""Where times are traded, a cancelled one comes back at a moment that nobody can foresee."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from booking.commands.cancel_rdv import cancel_by_service, cancel_by_usager
from booking.commands.hold_creneau import hold_creneau
from booking.commands.refusals import CreneauTaken
from booking.commands.undo_cancel import undo_cancel
from booking.models import CreneauOffer, Hold
from booking.vocabulary import RdvStatus
from foundation.actors import VISITOR
from tests.booking.commands.conftest import NINE, NOW, Office, visitor
from tests.booking.commands.proof import desk, index_lies, times_of
from tests.booking.commands.waiting import freed, live, run_until, taken, waits

HOUR = timedelta(hours=1)
OFFERED = NOW + timedelta(minutes=10)


@pytest.fixture(autouse=True)
def _traded(office: Office) -> Iterator[None]:
    office.motif.release_within_s = 3_600
    office.motif.save(update_fields=["release_within_s"])
    with time_machine.travel(NOW, tick=False):
        yield


def test_a_cancelled_time_is_not_free_for_who_knows_when_it_was_cancelled(office: Office) -> None:
    freed(office)
    assert "08:00" not in times_of(office.motif)
    with pytest.raises(CreneauTaken):
        hold_creneau(office.wanted(), visitor=visitor(), now=NOW)
    assert index_lies() == []


def test_it_comes_back_within_the_delay_once_the_mistake_can_no_longer_be_undone(office: Office) -> None:
    freed(office)
    run_until(OFFERED - timedelta(seconds=1))
    assert "08:00" not in times_of(office.motif)
    run_until(OFFERED + HOUR)
    assert "08:00" in times_of(office.motif)
    assert Hold.objects.count() == 0
    assert index_lies() == []


def test_the_moment_is_drawn_by_lot(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def draw(bound: int) -> int:
        asked.append(bound)
        return 1_799

    monkeypatch.setattr("secrets.randbelow", draw)
    freed(office)
    run_until(OFFERED + timedelta(seconds=1_799))
    assert asked == [3_600]
    assert "08:00" not in times_of(office.motif)
    run_until(OFFERED + timedelta(seconds=1_800))
    assert "08:00" in times_of(office.motif)


def test_who_waits_is_served_first_even_who_came_during_the_delay(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("secrets.randbelow", lambda bound: 1_799)
    freed(office)
    run_until(OFFERED)
    assert CreneauOffer.objects.count() == 0
    place = waits(office)
    run_until(OFFERED + timedelta(seconds=1_800))
    assert live().file_attente == place


def test_an_offer_left_without_answer_does_not_make_the_moment_known_either(office: Office) -> None:
    waits(office)
    freed(office)
    run_until(OFFERED)
    ended = live().until
    run_until(ended)
    assert "08:00" not in times_of(office.motif)
    run_until(ended + HOUR)
    assert "08:00" in times_of(office.motif)


def test_a_mistaken_cancellation_is_undone_all_the_same(office: Office) -> None:
    participation = taken(office)
    cancel_by_usager(participation, by=VISITOR, now=NOW)
    participation.refresh_from_db()
    assert undo_cancel(participation, by=VISITOR, now=NOW).status == RdvStatus.SCHEDULED
    run_until(OFFERED + 2 * HOUR)
    assert "08:00" not in times_of(office.motif)
    assert index_lies() == []


def test_so_near_the_start_the_time_is_anybodys_at_once(office: Office) -> None:
    participation = taken(office, NINE)
    late = NINE - timedelta(hours=2)
    with time_machine.travel(late, tick=False):
        cancel_by_service(participation.rdv, by=desk(office), now=late)
        assert Hold.objects.count() == 0
