"""Who enters a session, together or not at all."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

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
from booking.commands.usagers import Identity
from booking.models import Participation, Rdv, Usager
from booking.vocabulary import BookableBy
from foundation.actors import VISITOR
from foundation.errors import NotFound
from tests.booking.commands.conftest import NOW, ZOE, Office
from tests.booking.commands.families import ANA, LEO, enter
from tests.booking.commands.proof import desk, index_lies, told
from tests.booking.commands.test_sessions import join_as, session


@pytest.fixture
def opened(office: Office) -> Iterator[Rdv]:
    yield session(office, 3)
    assert index_lies() == []


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
