"""The seats of a session: given back, lacking, more or fewer; and what came of who sat there."""

from collections.abc import Iterator

import pytest

from booking.commands.change_seats import SeatsTaken, change_seats
from booking.commands.join_session import (
    AlreadyIn,
    Joining,
    SessionFull,
    join_together,
)
from booking.commands.leave_session import leave, leave_together
from booking.commands.record_attendance import record_attendance
from booking.commands.record_presence import PresenceRefused
from booking.commands.refusals import AlreadyOver, TooLateToCancel
from booking.commands.usagers import Identity
from booking.models import Participation, Rdv
from booking.vocabulary import RdvStatus
from foundation.actors import VISITOR
from foundation.errors import Forbidden
from tests.booking.commands.conftest import NINE, NOW, Office
from tests.booking.commands.families import ANA, LEO, enter
from tests.booking.commands.proof import desk, index_lies, told
from tests.booking.commands.test_sessions import join_as, session


@pytest.fixture
def opened(office: Office) -> Iterator[Rdv]:
    yield session(office, 3)
    assert index_lies() == []


def outcome(place: Participation) -> str:
    return Participation.objects.values_list("status", flat=True).get(pk=place.pk)


def test_a_full_session_refuses_and_a_seat_given_back_is_free(opened: Rdv) -> None:
    first = join_as(opened, 1)
    join_as(opened, 2)
    join_as(opened, 4)
    with pytest.raises(SessionFull):
        join_as(opened, 3)
    leave(first, by=VISITOR, now=NOW)
    join_as(opened, 3)
    assert len(told("booking.participation.left")) == 1


def test_nobody_is_in_twice_and_who_comes_back_keeps_their_link(opened: Rdv) -> None:
    first = join_as(opened, 1)
    with pytest.raises(AlreadyIn):
        join_as(opened, 1)
    for _ in range(2):
        leave(first, by=VISITOR, now=NOW)
    again = join_as(opened, 1)
    assert (again.pk, again.link_token, again.status) == (first.pk, first.link_token, RdvStatus.SCHEDULED)
    assert Participation.objects.count() == 1


def test_a_family_leaves_together_or_not_at_all(opened: Rdv) -> None:
    places = enter(opened, LEO, ANA)
    with pytest.raises(TooLateToCancel):
        leave_together(places, by=VISITOR, now=NINE)
    leave_together(places[1:], by=VISITOR, now=NOW)
    assert [outcome(each) for each in places] == ["scheduled", "cancelled_by_usager", "cancelled_by_usager"]


def test_seats_follow_the_room_and_never_fall_below_who_is_in(office: Office, opened: Rdv) -> None:
    enter(opened, LEO)
    assert change_seats(opened, 2, by=desk(office), now=NOW).seats == 2
    for wrong in (1, 0, -3):
        with pytest.raises(SeatsTaken):
            change_seats(opened, wrong, by=desk(office), now=NOW)
    with pytest.raises(Forbidden):
        change_seats(opened, 9, by=VISITOR, now=NOW)
    with pytest.raises(AlreadyOver):
        change_seats(opened, 9, by=desk(office), now=opened.ends_at)


def test_each_has_an_outcome_of_their_own(office: Office, opened: Rdv) -> None:
    zoe, leo, ana = enter(opened, LEO, ANA)
    leave(ana, by=VISITOR, now=NOW)
    with pytest.raises(PresenceRefused):
        record_attendance(leo, RdvStatus.NO_SHOW, by=desk(office), now=NOW)
    after = opened.ends_at
    record_attendance(zoe, RdvStatus.HONOURED, by=desk(office), now=after)
    record_attendance(leo, RdvStatus.NO_SHOW, by=desk(office), now=after)
    assert (outcome(zoe), outcome(leo)) == (RdvStatus.HONOURED, RdvStatus.NO_SHOW)
    record_attendance(leo, RdvStatus.SCHEDULED, by=desk(office), now=after)
    assert outcome(leo) == RdvStatus.SCHEDULED
    for wrong in (ana, zoe):
        by = VISITOR if wrong is zoe else desk(office)
        with pytest.raises(PresenceRefused):
            record_attendance(wrong, RdvStatus.HONOURED, by=by, now=after)
    opened.refresh_from_db()
    assert opened.status == RdvStatus.SCHEDULED


def test_an_agent_enters_somebody_beyond_the_seats_once_warned(office: Office, opened: Rdv) -> None:
    enter(opened, LEO, ANA)
    paul = [Joining(Identity(first_name="Paul", last_name="Petit"))]
    with pytest.raises(SessionFull):
        join_together(opened, paul, by=desk(office), now=NOW)
    with pytest.raises(SessionFull):
        join_together(opened, paul, by=VISITOR, now=NOW, beyond=True)
    join_together(opened, paul, by=desk(office), now=NOW, beyond=True)
    assert opened.participations.count() == 4
