"""Somebody else of the household comes instead."""

from datetime import timedelta

import pytest

from booking.commands.book_rdv import book_rdv
from booking.commands.cancel_rdv import cancel_by_usager
from booking.commands.change_participant import NameLocked, change_participant
from booking.commands.join_file_attente import Wish, wait_for_earlier
from booking.commands.join_session import AlreadyIn, join
from booking.commands.open_session import open_session
from booking.commands.refusals import AlreadyOver
from booking.models import FileAttente, Participation, Usager
from booking.vocabulary import PapersKind
from foundation.actors import VISITOR
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office
from tests.booking.commands.proof import desk, told
from tests.booking.commands.test_proches import LEO
from tests.booking.commands.waiting import FAR

CHANGED = "booking.participation.changed"


def book(office: Office) -> Participation:
    return book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW)


def leo_comes(participation: Participation, **more: object) -> Participation:
    said = {"first_name": "Léo", "last_name": "Martin", "by": VISITOR, "now": NOW} | more
    return change_participant(participation, **said)  # type: ignore[arg-type]


def test_a_proche_comes_then_oneself_again(office: Office) -> None:
    mine = book(office)
    changed = leo_comes(mine)
    assert (changed.pk, changed.link_token) == (mine.pk, mine.link_token)
    assert str(changed.usager.responsible) == "Zoé Martin"
    back = leo_comes(changed, first_name="zoe")
    assert back.usager == mine.usager
    assert (len(told(CHANGED)), Usager.objects.count()) == (2, 2)


def test_asked_twice_it_is_done_once(office: Office) -> None:
    mine = book(office)
    leo_comes(mine)
    assert str(leo_comes(mine).usager) == "Léo Martin"
    assert len(told(CHANGED)) == 1


@pytest.mark.parametrize(
    "rule", [{"under_pressure": True}, {"is_convocation": True}, {"papers": PapersKind.PASSPORT}]
)
def test_where_the_name_counts_it_does_not_change(office: Office, rule: dict[str, object]) -> None:
    mine = book(office)
    for name, value in rule.items():
        setattr(office.motif, name, value)
    office.motif.save()
    with pytest.raises(NameLocked) as refused:
        leo_comes(mine)
    assert refused.value.code == "nom-verrouille"
    assert str(leo_comes(mine, by=desk(office)).usager) == "Léo Martin"


def test_once_begun_or_cancelled_nobody_comes_instead(office: Office) -> None:
    mine = book(office)
    with pytest.raises(AlreadyOver):
        leo_comes(mine, now=NINE)
    cancel_by_usager(mine, by=VISITOR, now=NOW)
    with pytest.raises(AlreadyOver):
        leo_comes(mine)


def test_who_is_in_the_session_already_does_not_come_twice(office: Office) -> None:
    session = open_session(
        office.motif,
        lieu_id=office.lieu.pk,
        starts_at=NINE + timedelta(days=1),
        agenda_ids=[office.agenda.pk],
        seats=3,
        by=desk(office),
        now=NOW,
    )
    mine = join(session, identity=ZOE, by=VISITOR, now=NOW)
    leo_comes(mine)
    join(session, identity=ZOE, by=VISITOR, now=NOW)
    with pytest.raises(AlreadyIn):
        leo_comes(mine, first_name="Zoé")


def test_the_place_in_the_waiting_list_follows(office: Office) -> None:
    mine = book(office)
    place = wait_for_earlier(mine, Wish(last_day=FAR), now=NOW)
    changed = leo_comes(mine)
    assert FileAttente.objects.get(pk=place.pk).usager == changed.usager
    assert changed.usager.first_name == LEO.first_name
