from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from booking.commands.change_seats import SeatsTaken, change_seats
from booking.commands.check_quota import QuotaReached
from booking.commands.details import Details
from booking.commands.join_session import (
    AlreadyIn,
    Joining,
    NotOpenToJoin,
    SessionFull,
    join,
    join_together,
)
from booking.commands.leave_session import leave, leave_together
from booking.commands.record_attendance import record_attendance
from booking.commands.record_presence import PresenceRefused
from booking.commands.refusals import AlreadyOver, TooLateToCancel
from booking.commands.usagers import Identity
from booking.models import Participation, Rdv, Usager
from booking.vocabulary import BookableBy, RdvStatus
from foundation.actors import VISITOR
from foundation.errors import Forbidden, NotFound, Refusal
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office, make_office
from tests.booking.commands.proof import desk, index_lies, told
from tests.booking.commands.test_sessions import join_as, session

PEOPLE, SEATS = 100, 30
LEO = Identity(first_name="Léo", last_name="Martin")
ANA = Identity(first_name="Ana", last_name="Haddad")


@pytest.fixture
def opened(office: Office) -> Iterator[Rdv]:
    yield session(office, 3)
    assert index_lies() == []


def family(*proches: Identity) -> list[Joining]:
    return [Joining(ZOE), *(Joining(each, Details(responsible=ZOE)) for each in proches)]


def enter(rdv: Rdv, *proches: Identity, **more: Any) -> list[Participation]:
    return join_together(rdv, family(*proches), by=VISITOR, now=NOW, **more)


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


def test_a_family_enters_together_each_with_a_link(opened: Rdv) -> None:
    places = enter(opened, LEO, ANA)
    assert [str(each.usager) for each in places] == ["Zoé Martin", "Léo Martin", "Ana Haddad"]
    assert len({each.link_token for each in places}) == 3
    assert set(Usager.objects.get(first_name="Zoé").proches.all()) == {places[1].usager, places[2].usager}
    first, *others = told("booking.participation.joined")
    assert first["together"] == [str(each.pk) for each in places[1:]]
    assert {each["told_with"] for each in others} == {str(places[0].pk)}


def test_a_family_too_large_for_what_is_left_stays_out_whole(opened: Rdv) -> None:
    join_as(opened, 1)
    with pytest.raises(SessionFull) as refused:
        enter(opened, LEO, ANA)
    assert refused.value.context == {"left": 2}
    assert (Participation.objects.count(), Usager.objects.count()) == (1, 1)


def test_the_same_person_twice_in_one_request_is_refused(opened: Rdv) -> None:
    with pytest.raises(AlreadyIn, match="Léo Martin"):
        enter(opened, LEO, LEO)
    with pytest.raises(AlreadyIn, match="Zoé Martin"):
        enter(opened, Identity(first_name="zoe", last_name="MARTIN"))
    assert Participation.objects.count() == 0


def test_the_same_request_twice_is_answered_twice(opened: Rdv) -> None:
    key = uuid4()
    first, again = enter(opened, LEO, key=key), enter(opened, LEO, key=key)
    assert first[0].pk == again[0].pk
    assert Participation.objects.count() == 2
    # Somebody else with the same key has a place of their own.
    paul = Identity(first_name="Paul", last_name="Petit", phone="+33612340000")
    other = join_together(opened, [Joining(paul)], by=VISITOR, now=NOW, key=key)
    assert other[0].pk != first[0].pk


def test_the_quota_counts_a_family_with_who_answers_for_it(office: Office) -> None:
    office.motif.quota_per_person = {"count": 2}
    office.motif.save()
    rdv = session(office, 5)
    with pytest.raises(QuotaReached):
        enter(rdv, LEO, ANA)
    assert Participation.objects.count() == 0
    assert len(enter(rdv, LEO)) == 2


@pytest.mark.parametrize(
    ("bookable_by", "details", "enters"),
    [
        (BookableBy.EVERYONE, Details(), True),
        (BookableBy.INVITED, Details(), False),
        (BookableBy.PRESCRIBERS, Details(), False),
        (BookableBy.PRESCRIBERS, Details(prescriber={"email": "a@b.example"}), True),
        (BookableBy.INVITED, Details(prescriber={"email": "a@b.example"}), True),
        (BookableBy.AGENTS, Details(prescriber={"email": "a@b.example"}), False),
    ],
)
def test_who_may_join_is_who_the_motif_is_open_to(
    office: Office, bookable_by: BookableBy, details: Details, enters: bool
) -> None:
    rdv = session(office)
    office.motif.bookable_by = bookable_by
    office.motif.save()
    if enters:
        assert join(rdv, identity=ZOE, by=VISITOR, now=NOW, details=details)
    else:
        with pytest.raises(NotFound):
            join(rdv, identity=ZOE, by=VISITOR, now=NOW, details=details)
    assert join(rdv, identity=ANA, by=desk(office), now=NOW)


def test_delays_bind_citizens_and_not_agents(office: Office, opened: Rdv) -> None:
    office.motif.min_delay_s = 48 * 3600
    office.motif.save()
    with pytest.raises(NotOpenToJoin):
        join_as(opened, 1)
    assert join(opened, identity=ZOE, by=desk(office), now=NOW)


def test_an_agent_enters_somebody_beyond_the_seats_once_warned(office: Office, opened: Rdv) -> None:
    enter(opened, LEO, ANA)
    paul = [Joining(Identity(first_name="Paul", last_name="Petit"))]
    with pytest.raises(SessionFull):
        join_together(opened, paul, by=desk(office), now=NOW)
    with pytest.raises(SessionFull):
        join_together(opened, paul, by=VISITOR, now=NOW, beyond=True)
    join_together(opened, paul, by=desk(office), now=NOW, beyond=True)
    assert opened.participations.count() == 4


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


@pytest.mark.django_db(transaction=True)
def test_a_hundred_people_for_thirty_seats_get_thirty_seats_and_seventy_refusals() -> None:
    arras = Tenant.objects.get(slug="arras")
    with in_tenant(arras):
        rdv = session(make_office(), SEATS)
    start = Barrier(PEOPLE)

    def one(number: int) -> str:
        try:
            with in_tenant(arras):
                start.wait()
                join_as(rdv, number)
                return "seat"
        except Refusal as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as people:
        got = Counter(people.map(one, range(PEOPLE)))
    assert got == {"seat": SEATS, "seance-complete": PEOPLE - SEATS}
    with in_tenant(arras):
        assert rdv.participations.count() == SEATS
