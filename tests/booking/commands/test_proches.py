"""Somebody books for a proche: one record of each, and one person who answers."""

from datetime import timedelta

import pytest

from booking.commands.book_rdv import book_rdv, confirm_hold
from booking.commands.check_no_shows import ConfirmationAsked
from booking.commands.check_quota import QuotaReached
from booking.commands.details import Details
from booking.commands.hold_creneau import hold_creneau
from booking.commands.join_file_attente import Wish, join_file_attente
from booking.commands.join_session import join
from booking.commands.open_session import open_session
from booking.commands.usagers import Identity, recognise_usager
from booking.models import Participation, Usager
from booking.queries.usager_contacts import reader_of, usagers_reached_at
from booking.vocabulary import RdvStatus
from foundation.actors import VISITOR
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office, make_office, visitor
from tests.booking.commands.proof import desk
from tests.booking.commands.test_one_time_one_rdv import PEOPLE, all_at_once
from tests.booking.commands.waiting import FAR

LEO = Identity(first_name="Léo", last_name="Martin")
FOR_LEO = Details(responsible=ZOE, language="uk")
DAY = timedelta(days=1)


def book_for_leo(office: Office, days: int = 0, identity: Identity = LEO) -> Participation:
    return book_rdv(office.wanted(NINE + days * DAY), identity=identity, by=VISITOR, now=NOW, details=FOR_LEO)


def test_the_proche_comes_and_who_books_answers(office: Office) -> None:
    participation = book_for_leo(office)
    assert (str(participation.usager), participation.usager.phone) == ("Léo Martin", "")
    assert reader_of(participation.usager).phone == ZOE.phone
    assert {participation.language, *Usager.objects.values_list("language", flat=True)} == {"uk"}


def test_the_same_proche_is_recognised_next_time(office: Office) -> None:
    book_for_leo(office)
    book_for_leo(office, 1, Identity(first_name="LEO", last_name="martin"))
    assert Usager.objects.count() == 2


def test_the_same_name_under_somebody_else_is_somebody_else(office: Office) -> None:
    book_for_leo(office)
    ali = Identity(first_name="Ali", last_name="Diallo", phone="+33698765432")
    theirs = Details(responsible=ali)
    other = book_rdv(office.wanted(NINE + DAY), identity=LEO, by=VISITOR, now=NOW, details=theirs)
    assert (str(other.usager.responsible), Usager.objects.count()) == ("Ali Diallo", 4)


def test_one_s_own_name_typed_twice_is_oneself(office: Office) -> None:
    found = recognise_usager(ZOE, by=VISITOR, now=NOW, responsible=ZOE)
    assert (found.phone, found.responsible) == (ZOE.phone, None)


def test_a_proche_is_no_door_to_who_answers_for_them(office: Office) -> None:
    """The same names typed alone, with a contact of their own, are another person."""
    book_for_leo(office)
    alone = recognise_usager(
        Identity(first_name="Léo", last_name="Martin", phone="+33600000001"), by=VISITOR, now=NOW
    )
    assert alone.responsible is None


def test_submitted_twice_it_is_one_rdv_of_one_proche(office: Office) -> None:
    hold = hold_creneau(office.wanted(), visitor=visitor(), now=NOW)
    both = [
        confirm_hold(hold.pk, visitor_mark="zoe", identity=LEO, by=VISITOR, now=NOW, details=FOR_LEO)
        for _ in range(2)
    ]
    assert (both[0], Usager.objects.count()) == (both[1], 2)


def test_the_quota_is_that_of_who_answers(office: Office) -> None:
    office.motif.quota_per_person = {"count": 2, "days": 30}
    office.motif.save()
    book_for_leo(office)
    book_rdv(office.wanted(NINE + DAY), identity=ZOE, by=VISITOR, now=NOW)
    with pytest.raises(QuotaReached):
        book_for_leo(office, 2, Identity(first_name="Ana", last_name="Martin"))
    session = open_session(
        office.motif,
        lieu_id=office.lieu.pk,
        starts_at=NINE + 3 * DAY,
        agenda_ids=[office.agenda.pk],
        seats=5,
        by=desk(office),
        now=NOW,
    )
    with pytest.raises(QuotaReached):
        join(session, identity=LEO, by=VISITOR, now=NOW, details=FOR_LEO)


def test_missing_rdvs_in_a_proche_s_name_is_missing_them(office: Office) -> None:
    office.motif.presence = {"after_no_shows": {"count": 1, "months": 6, "ask": "code"}}
    office.motif.save()
    missed = book_for_leo(office)
    later = NINE + DAY / 24
    Participation.objects.filter(pk=missed.pk).update(status=RdvStatus.NO_SHOW)
    ana = Identity(first_name="Ana", last_name="Martin")
    with pytest.raises(ConfirmationAsked):
        book_rdv(office.wanted(NINE + DAY), identity=ana, by=VISITOR, now=later, details=FOR_LEO)


def test_a_code_at_the_address_of_who_answers_finds_their_proches(office: Office) -> None:
    book_for_leo(office)
    assert {str(each) for each in usagers_reached_at("sms", ZOE.phone)} == {"Zoé Martin", "Léo Martin"}


def test_a_proche_waits_too_and_the_time_is_booked_for_them(office: Office) -> None:
    wish = Wish(last_day=FAR)
    place = join_file_attente(office.motif, wish, identity=LEO, by=VISITOR, now=NOW, details=FOR_LEO)
    assert (place.usager.responsible, place.language) == (Usager.objects.get(phone=ZOE.phone), "uk")


def test_another_administration_does_not_know_them(pas_de_calais: Tenant, office: Office) -> None:
    book_for_leo(office)
    with in_tenant(pas_de_calais):
        assert usagers_reached_at("sms", ZOE.phone) == []


@pytest.mark.django_db(transaction=True)
def test_booked_many_times_at_once_a_proche_is_one_person() -> None:
    arras = Tenant.objects.get(slug="arras")
    with in_tenant(arras):
        office = make_office()
        recognise_usager(ZOE, by=VISITOR, now=NOW)

    def act(number: int) -> None:
        book_for_leo(office, number // 6)

    all_at_once(arras, act)
    assert PEOPLE > 1
    with in_tenant(arras):
        assert Usager.objects.filter(first_name="Léo").count() == 1
