"""What another administration holds is out of reach of every command that names it by its id."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.core.exceptions import ObjectDoesNotExist

from booking.commands.accept_offer import accept_offer
from booking.commands.announce_late import announce_late
from booking.commands.answer_message import answer_message
from booking.commands.ask_presence import ask_presence
from booking.commands.book_rdv import book_rdv, confirm_hold
from booking.commands.cancel_rdv import cancel_by_service, cancel_by_usager
from booking.commands.cancel_series import cancel_series
from booking.commands.change_participant import change_participant
from booking.commands.change_seats import change_seats
from booking.commands.confirm_presence import confirm_presence
from booking.commands.decline_offer import decline_offer
from booking.commands.end_files_attente import end_files_attente
from booking.commands.expire_holds import expire_holds
from booking.commands.hold_creneau import extend_hold, hold_creneau
from booking.commands.join_session import join
from booking.commands.leave_file_attente import leave_file_attente
from booking.commands.leave_session import leave
from booking.commands.move_rdv import move_by_agent, move_by_usager
from booking.commands.offer_creneau import offer_creneau
from booking.commands.record_attendance import record_attendance
from booking.commands.record_presence import record_presence
from booking.commands.release_unconfirmed import release_unconfirmed
from booking.commands.replan_motif import replan_rdv
from booking.commands.set_referents import set_referents
from booking.commands.undo_cancel import undo_cancel
from booking.models import CreneauOffer, FileAttente, Hold, Participation, Rdv, Receipt, Usager
from booking.vocabulary import AttenteState, OfferState, RdvStatus
from foundation.actors import VISITOR
from foundation.errors import Refusal
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.commands.answering import told
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office, make_office, visitor
from tests.booking.commands.proof import desk
from tests.booking.commands.test_sessions import join_as, session
from tests.booking.commands.waiting import HALF_HOUR, freed, live, run_until, waits

HALF_PAST, TEN = NINE + HALF_HOUR, NINE + 2 * HALF_HOUR


@dataclass
class Theirs:
    """Of the Pas-de-Calais. `mine`: an rdv; `seat`: in a session; `place`: in a waiting list, with an offer."""

    mine: Participation
    seat: Participation
    place: FileAttente
    offer: CreneauOffer
    hold: Hold
    receipt: Receipt


@pytest.fixture
def theirs(pas_de_calais: Tenant) -> Theirs:
    with in_tenant(pas_de_calais):
        office = make_office()
        place = waits(office)
        freed(office)
        run_until(NOW.replace(minute=11))
        mine = book_rdv(office.wanted(HALF_PAST), identity=ZOE, by=VISITOR, now=NOW)
        seat = join_as(session(office, 3, starts_at=TEN), 5)
        hold = hold_creneau(office.wanted(TEN + HALF_HOUR), visitor=visitor(), now=NOW)
        return Theirs(mine, seat, place, live(), hold, told(mine))


type Act = Callable[[Theirs, Office], object]

REFUSED: dict[str, Act] = {
    "accept an offer": lambda it, o: accept_offer(it.place, it.offer.pk, by=VISITOR, now=NOW),
    "leave the list": lambda it, o: leave_file_attente(it.place, now=NOW),
    "move": lambda it, o: move_by_usager(it.mine, starts_at=TEN, lieu_id=o.lieu.pk, by=VISITOR, now=NOW),
    "move, an agent": lambda it, o: move_by_agent(
        it.mine.rdv, starts_at=TEN, lieu_id=o.lieu.pk, by=desk(o), now=NOW
    ),
    "cancel": lambda it, o: cancel_by_usager(it.mine, by=VISITOR, now=NOW),
    "cancel, an agent": lambda it, o: cancel_by_service(it.mine.rdv, by=desk(o), now=NOW),
    "undo": lambda it, o: undo_cancel(it.mine, by=VISITOR, now=NOW),
    "change who comes": lambda it, o: change_participant(
        it.mine, first_name="Léo", last_name="Martin", by=VISITOR, now=NOW
    ),
    "confirm a hold": lambda it, o: confirm_hold(
        it.hold.pk, visitor_mark="zoe", identity=ZOE, by=VISITOR, now=NOW
    ),
    "extend a hold": lambda it, o: extend_hold(it.hold.pk, visitor=visitor(), now=NOW),
    "join": lambda it, o: join(it.seat.rdv, identity=ZOE, by=VISITOR, now=NOW),
    "leave a session": lambda it, o: leave(it.seat, by=VISITOR, now=NOW),
    "change seats": lambda it, o: change_seats(it.seat.rdv, 9, by=desk(o), now=NOW),
    "say who came": lambda it, o: record_attendance(it.seat, RdvStatus.HONOURED, by=desk(o), now=NOW),
    "say they came": lambda it, o: record_presence(it.mine.rdv, RdvStatus.HONOURED, by=desk(o), now=NOW),
    "come": lambda it, o: confirm_presence(it.mine, by=VISITOR, now=NOW),
    "be late": lambda it, o: announce_late(it.mine, minutes=5, by=VISITOR, now=NINE),
    "answer": lambda it, o: answer_message(it.receipt.pk, now=NOW),
    "follow": lambda it, o: set_referents(it.mine.usager, [o.agent.pk], by=desk(o)),
}
# What workers do, of ids that may be gone: nothing.
NOTHING: dict[str, Act] = {
    "decline": lambda it, o: decline_offer(it.place, it.offer.pk, now=NOW),
    "offer": lambda it, o: offer_creneau(it.offer.hold_id, now=NOW),
    "expire": lambda it, o: expire_holds([it.hold.pk], now=NINE),
    "end places": lambda it, o: end_files_attente([it.place.pk]),
    "release": lambda it, o: release_unconfirmed(it.mine.pk, now=NOW),
    "ask presence": lambda it, o: ask_presence([it.mine.pk], last=False, now=NOW),
    "replan": lambda it, o: replan_rdv(it.mine.rdv_id, now=NOW),
    "cancel a series": lambda it, o: cancel_series(it.seat.rdv, by=desk(o), now=NOW),
}


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_unknown_here(what: str, theirs: Theirs, office: Office, pas_de_calais: Tenant) -> None:
    with pytest.raises((Refusal, ObjectDoesNotExist)):
        REFUSED[what](theirs, office)
    assert_untouched(theirs, pas_de_calais)


@pytest.mark.parametrize("what", NOTHING)
def test_a_worker_does_nothing_with_it(
    what: str, theirs: Theirs, office: Office, pas_de_calais: Tenant
) -> None:
    assert not NOTHING[what](theirs, office)
    assert_untouched(theirs, pas_de_calais)


def assert_untouched(theirs: Theirs, pas_de_calais: Tenant) -> None:
    assert not Rdv.objects.exists()
    assert not Usager.objects.exists()
    with in_tenant(pas_de_calais):
        rdvs = dict(Rdv.objects.exclude(status=RdvStatus.CANCELLED_BY_USAGER).values_list("pk", "starts_at"))
        assert rdvs == {theirs.mine.rdv_id: HALF_PAST, theirs.seat.rdv_id: TEN}
        people = Participation.objects.filter(status=RdvStatus.SCHEDULED, confirmed_at=None, late_min=None)
        assert set(people) == {theirs.mine, theirs.seat}
        assert CreneauOffer.objects.get().state == OfferState.LIVE
        assert FileAttente.objects.get().state == AttenteState.OFFERED
        assert Hold.objects.filter(pk=theirs.hold.pk).exists()
        assert Receipt.objects.get(pk=theirs.receipt.pk).done_at is None
