from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from booking.commands.book_rdv import book_rdv
from booking.commands.cancel_rdv import cancel_by_service, cancel_by_usager
from booking.commands.join_session import join
from booking.commands.leave_session import leave
from booking.commands.move_rdv import move_by_usager
from booking.commands.open_session import open_session
from booking.commands.record_presence import PresenceRefused, record_presence
from booking.commands.refusals import AlreadyOver, SessionStays, TooLateToCancel
from booking.models import Occupation, Participation, Rdv
from booking.queries.agent_rdvs import unsettled
from booking.queries.recipients import to_warn_of_cancellation
from booking.vocabulary import RdvStatus, SessionStatus
from foundation.actors import VISITOR
from foundation.errors import NotFound
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office
from tests.booking.commands.proof import desk, index_lies, times_of, told
from tests.booking.commands.test_one_time_one_rdv import person

PEOPLE, SEATS = 40, 10
AFTER = NINE + timedelta(minutes=45)


def session(office: Office, seats: int = 2, **more: Any) -> Rdv:
    asked: dict[str, Any] = {
        "lieu_id": office.lieu.pk,
        "starts_at": NINE,
        "agenda_ids": [office.agenda.pk],
        "seats": seats,
    }
    return open_session(office.motif, by=desk(office), now=NOW, **asked | more)


@pytest.fixture
def opened(office: Office) -> Iterator[Rdv]:
    yield session(office, title="Atelier")
    assert index_lies() == []


def join_as(rdv: Rdv, number: int) -> Participation:
    return join(rdv, identity=person(number), by=VISITOR, now=NOW)


def test_a_session_takes_its_time_once_whoever_joins(office: Office, opened: Rdv) -> None:
    for number in range(2):
        join_as(opened, number)
    assert Occupation.objects.get().rdv_id == opened.pk
    assert "08:00" not in times_of(office.motif)
    assert (opened.agenda_id, opened.title, opened.seats) == (office.agenda.pk, "Atelier", 2)
    assert [each["rdv_id"] for each in told("booking.session.opened")] == [str(opened.pk)]
    assert len(told("booking.participation.joined")) == 2


def test_cancelling_by_the_link_gives_back_one_seat_and_the_session_goes_on(
    office: Office, opened: Rdv
) -> None:
    first, second = join_as(opened, 1), join_as(opened, 2)
    assert not cancel_by_usager(first, by=VISITOR, now=NOW).is_cancelled
    second.refresh_from_db()
    assert second.status == RdvStatus.SCHEDULED
    assert "08:00" not in times_of(office.motif)


def test_the_limits_are_those_of_cancelling(office: Office, opened: Rdv) -> None:
    place = join_as(opened, 1)
    with pytest.raises(TooLateToCancel):
        leave(place, by=VISITOR, now=NINE - timedelta(hours=4))
    left = leave(place, by=desk(office), now=NINE - timedelta(hours=4))
    assert left.status == RdvStatus.CANCELLED_BY_SERVICE


def test_a_cancelled_session_frees_its_time_and_warns_those_still_in(office: Office, opened: Rdv) -> None:
    gone, there = join_as(opened, 1), join_as(opened, 2)
    leave(gone, by=VISITOR, now=NOW)
    rdv = cancel_by_service(opened, by=desk(office), now=NOW)
    assert rdv.session_status(NOW) == SessionStatus.CANCELLED
    assert "08:00" in times_of(office.motif)
    assert [each.pk for each in to_warn_of_cancellation(rdv.pk, now=NOW)] == [there.pk]
    with pytest.raises(AlreadyOver):
        join_as(opened, 3)


def test_a_session_that_began_is_joined_by_nobody_and_has_no_outcome_of_its_own(
    office: Office, opened: Rdv
) -> None:
    with pytest.raises(AlreadyOver):
        join(opened, identity=ZOE, by=VISITOR, now=NINE)
    assert opened.session_status(NINE) == SessionStatus.SCHEDULED
    assert opened.session_status(opened.ends_at) == SessionStatus.HELD
    assert not unsettled(opened.ends_at).exists()
    with pytest.raises(PresenceRefused):
        record_presence(opened, RdvStatus.HONOURED, by=desk(office), now=opened.ends_at)


def test_a_session_does_not_move(office: Office, opened: Rdv) -> None:
    with pytest.raises(SessionStays):
        move_by_usager(join_as(opened, 1), starts_at=AFTER, lieu_id=office.lieu.pk, by=VISITOR, now=NOW)


def test_an_individual_rdv_is_not_joined(office: Office) -> None:
    booked = book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW)
    with pytest.raises(NotFound):
        join_as(booked.rdv, 1)
