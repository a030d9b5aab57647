"""A convocation: an agent sets its time, and the person neither cancels nor moves it online."""

from datetime import timedelta

import pytest

from booking.commands.book_rdv import book_rdv
from booking.commands.cancel_rdv import cancel_by_service, cancel_by_usager
from booking.commands.join_file_attente import Wish, join_file_attente
from booking.commands.move_rdv import SummonsNotMoved, move_by_agent, move_by_usager
from booking.commands.refusals import SummonsStays
from booking.models import Participation
from booking.queries.motifs import is_choice_of_motifs, motif_online
from booking.vocabulary import RdvStatus
from foundation.actors import VISITOR
from foundation.errors import Forbidden
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office
from tests.booking.commands.proof import desk
from tests.booking.commands.waiting import FAR

TOMORROW = NINE + timedelta(days=1)


@pytest.fixture(autouse=True)
def _summons(office: Office) -> None:
    office.motif.is_convocation, office.motif.obligations = True, "Vous devez venir en personne."
    office.motif.save()


def summon(office: Office) -> Participation:
    return book_rdv(office.wanted(), identity=ZOE, by=desk(office), now=NOW)


def test_a_citizen_takes_none(office: Office) -> None:
    with pytest.raises(Forbidden):
        book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW)
    with pytest.raises(Forbidden):
        join_file_attente(office.motif, Wish(last_day=FAR), identity=ZOE, by=VISITOR, now=NOW)


def test_it_is_not_among_what_is_offered_online(office: Office) -> None:
    assert motif_online(office.motif.slug) is None
    assert not is_choice_of_motifs()


def test_it_is_not_cancelled_online(office: Office) -> None:
    mine = summon(office)
    with pytest.raises(SummonsStays) as refused:
        cancel_by_usager(mine, by=VISITOR, now=NOW)
    assert "convocation" in refused.value.message
    mine.rdv.refresh_from_db()
    assert mine.rdv.status == RdvStatus.SCHEDULED


def test_it_is_not_moved_online(office: Office) -> None:
    mine = summon(office)
    with pytest.raises(SummonsNotMoved):
        move_by_usager(mine, starts_at=TOMORROW, lieu_id=office.lieu.pk, by=VISITOR, now=NOW)


def test_an_agent_moves_and_cancels_it(office: Office) -> None:
    rdv = summon(office).rdv
    by = desk(office)
    rdv = move_by_agent(rdv, starts_at=TOMORROW, lieu_id=office.lieu.pk, by=by, now=NOW)
    assert cancel_by_service(rdv, by=by, now=NOW).is_cancelled
