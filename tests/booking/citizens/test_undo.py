"""Cancelling was a mistake: ten minutes to take the same rdv back."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from booking.commands.book_rdv import book_rdv
from booking.commands.cancel_rdv import cancel_by_service, cancel_by_usager
from booking.commands.join_file_attente import Wish, join_file_attente
from booking.commands.join_session import join
from booking.commands.keep_for_waiting import MARK
from booking.commands.offer_creneau import offer_creneau
from booking.commands.open_session import open_session
from booking.commands.undo_cancel import TimeGone, TooLateToUndo, undo_cancel
from booking.commands.usagers import Identity
from booking.commands.wanted import Wanted
from booking.models import Agenda, Hold, Occupation, Participation, Rdv
from booking.queries.index_proof import differences
from booking.vocabulary import RdvStatus
from foundation.actors import VISITOR, Actor, ActorKind
from foundation.outbox.models import Message
from foundation.tenancy import in_public
from tenants.models import Tenant
from tests.booking.citizens.conftest import NOW, Office, Visitor, text

NINE = datetime(2026, 11, 24, 8, tzinfo=UTC)
ALI = Identity(first_name="Ali", last_name="Haddad", phone="+33600000001")
AGAIN = "Reprendre ce rendez-vous"


@pytest.fixture(autouse=True)
def _the_index_is_true(pas_de_calais: Tenant, office: Office) -> Iterator[None]:
    yield
    assert differences(list(Agenda.objects.values_list("pk", flat=True)), now=NOW) == []


@pytest.fixture
def link(office: Office, browser: Visitor) -> str:
    """An rdv that has just been cancelled."""
    link = browser.book()
    browser.post(f"{link}annuler/")
    return link


def wanted(office: Office) -> Wanted:
    return Wanted(motif=office.motif, lieu_id=office.lieu.pk, starts_at=NINE)


def cancelled() -> Participation:
    return Participation.objects.select_related("rdv").earliest("rdv__created_at")


def restored() -> int:
    with in_public():
        return Message.objects.filter(name="booking.rdv.restored").count()


def test_one_button_brings_the_same_rdv_back(office: Office, link: str, browser: Visitor) -> None:
    page = browser.get(link)
    assert AGAIN in text(page)
    assert "Jusqu’à 8 h 10" in text(page)
    assert page["Referrer-Policy"] == "same-origin"
    answer = browser.post(f"{link}reprendre/")
    assert (answer.status_code, answer["Location"]) == (303, link)
    assert "Rendez-vous confirmé" in text(browser.get(link))
    rdv = Rdv.objects.get()
    assert (rdv.status, rdv.cancelled_at, rdv.sequence, rdv.starts_at) == (RdvStatus.SCHEDULED, None, 2, NINE)
    assert rdv.participations.get().status == RdvStatus.SCHEDULED
    assert Occupation.objects.get().rdv == rdv
    assert restored() == 1


def test_the_calendar_takes_it_again(link: str, browser: Visitor) -> None:
    browser.post(f"{link}reprendre/")
    event = Calendar.from_ical(browser.get(f"{link}agenda.ics").content).walk("VEVENT")[0]
    assert (event["SEQUENCE"], event["STATUS"]) == (2, "CONFIRMED")


def test_taken_back_twice_it_is_taken_back_once(link: str, browser: Visitor) -> None:
    for _ in range(2):
        assert browser.post(f"{link}reprendre/").status_code == 303
    assert Rdv.objects.get().sequence == 2
    assert restored() == 1


def test_looking_takes_nothing_back(link: str, browser: Visitor) -> None:
    assert browser.get(f"{link}reprendre/").status_code == 303
    assert Rdv.objects.get().status == RdvStatus.CANCELLED_BY_USAGER


def test_ten_minutes_later_it_is_too_late(link: str, browser: Visitor, clock: Any) -> None:
    clock.move_to(NOW + timedelta(minutes=10))
    assert AGAIN not in text(browser.get(link))
    answer = browser.post(f"{link}reprendre/")
    assert answer.status_code == 409
    assert "Il est trop tard pour reprendre ce rendez-vous." in text(answer)
    assert Rdv.objects.get().status == RdvStatus.CANCELLED_BY_USAGER


def test_somebody_else_took_the_time(office: Office, link: str, browser: Visitor) -> None:
    book_rdv(wanted(office), identity=ALI, by=VISITOR, now=NOW)
    answer = browser.post(f"{link}reprendre/")
    assert answer.status_code == 409
    assert "Ce créneau n’est plus libre : votre rendez-vous reste annulé." in text(answer)
    assert AGAIN not in text(answer)
    assert cancelled().rdv.status == RdvStatus.CANCELLED_BY_USAGER
    assert Occupation.objects.count() == 1


def test_what_the_service_cancelled_is_not_taken_back(office: Office, browser: Visitor) -> None:
    link = browser.book()
    cancel_by_service(Rdv.objects.get(), by=Actor(ActorKind.AGENT, id=office.agent.pk), now=NOW)
    assert AGAIN not in text(browser.get(link))
    assert browser.post(f"{link}reprendre/").status_code == 409


def test_an_rdv_off_the_grid_comes_back_too(office: Office) -> None:
    """Given by an agent at ten past nine, within the delays of nobody."""
    agent = Actor(ActorKind.AGENT, id=office.agent.pk)
    off_grid = Wanted(
        motif=office.motif,
        lieu_id=office.lieu.pk,
        starts_at=NINE + timedelta(minutes=7),
        agenda_ids=[office.agent.agenda.pk],
        free_choice=True,
    )
    booked = book_rdv(off_grid, identity=ALI, by=agent, now=NOW)
    cancel_by_usager(booked, by=VISITOR, now=NOW)
    assert undo_cancel(booked, by=VISITOR, now=NOW).status == RdvStatus.SCHEDULED


def test_the_quota_of_the_motif_still_binds(office: Office, browser: Visitor) -> None:
    office.motif.quota_per_person = {"count": 1}
    office.motif.save()
    link = browser.book()
    browser.post(f"{link}annuler/")
    zoe = Identity.of(cancelled().usager)
    later = Wanted(motif=office.motif, lieu_id=office.lieu.pk, starts_at=NINE + timedelta(hours=1))
    book_rdv(later, identity=zoe, by=VISITOR, now=NOW)
    assert "Vous avez déjà pris" in text(browser.post(f"{link}reprendre/"))


def wait(office: Office) -> None:
    wish = Wish(last_day=NINE.date() + timedelta(days=30))
    join_file_attente(office.motif, wish, identity=ALI, by=VISITOR, now=NOW)


def test_a_time_kept_for_those_who_wait_is_still_theirs_to_take_back(
    office: Office, browser: Visitor
) -> None:
    wait(office)
    link = browser.book()
    browser.post(f"{link}annuler/")
    assert Hold.objects.get().visitor.startswith(MARK)
    assert browser.post(f"{link}reprendre/").status_code == 303
    assert not Hold.objects.exists()
    assert Occupation.objects.get().rdv == Rdv.objects.get()


def test_once_offered_to_somebody_it_is_not(office: Office, browser: Visitor) -> None:
    wait(office)
    link = browser.book()
    browser.post(f"{link}annuler/")
    assert offer_creneau(Hold.objects.get().pk, now=NOW + timedelta(minutes=2))
    with pytest.raises(TimeGone):
        undo_cancel(cancelled(), by=VISITOR, now=NOW + timedelta(minutes=3))
    assert Hold.objects.exists()
    assert "reste annulé" in text(browser.post(f"{link}reprendre/"))


def test_a_seat_given_back_is_asked_for_again_instead(office: Office) -> None:
    agent = Actor(ActorKind.AGENT, id=office.agent.pk)
    session = open_session(
        office.motif,
        lieu_id=office.lieu.pk,
        starts_at=NINE,
        agenda_ids=[office.agent.agenda.pk],
        seats=2,
        by=agent,
        now=NOW,
    )
    seat = join(session, identity=ALI, by=VISITOR, now=NOW)
    cancel_by_usager(seat, by=VISITOR, now=NOW)
    with pytest.raises(TooLateToUndo):
        undo_cancel(seat, by=VISITOR, now=NOW)


def test_the_link_takes_nothing_back_in_another_administration(
    pas_de_calais: Tenant, link: str, browser: Visitor
) -> None:
    assert Visitor(host="pas-de-calais.rdv.localhost").post(f"{link}reprendre/").status_code == 404
    assert "Rendez-vous annulé" in text(browser.get(link))
