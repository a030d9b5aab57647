"""Those for whom one answers: added, changed, removed; nobody else's."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.commands.usagers import PROCHES_AT_MOST, recognise_proche
from booking.models import FileAttente, Usager
from booking.vocabulary import AttenteState
from foundation.actors import Actor, ActorKind
from foundation.people import Strength
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.citizens.conftest import FORM, NOW, ZOE, Office, Visitor, text, value_of
from tests.booking.citizens.my_space import LONG_AGO, TOMORROW, known, make_proche, make_rdv, make_usager

pytestmark = pytest.mark.django_db
PAGE = "/mes-rdv/proches/"
LEO = {"prenom": "Léo", "nom": "Martin", "naissance": "2015-03-02"}


def test_a_proche_is_added_under_who_answers_for_them(office: Office) -> None:
    zoe = make_usager()
    answer = known(zoe).post(PAGE, LEO)
    assert (answer.status_code, answer["Location"]) == (303, f"{PAGE}?fait=ajoute")
    leo = zoe.proches.get()
    assert (leo.first_name, leo.birth_date, leo.email, leo.phone) == ("Léo", date(2015, 3, 2), "", "")
    page = text(known(zoe).get(f"{PAGE}?fait=ajoute"))
    assert "Léo Martin Date de naissance : 02/03/2015" in page


def test_a_double_click_is_one_proche(office: Office) -> None:
    browser = known(make_usager())
    answers = {browser.post(PAGE, LEO)["Location"] for _ in range(2)}
    assert len(answers) == 1
    assert Usager.objects.count() == 2


def test_without_a_birth_date_too(office: Office) -> None:
    zoe = make_usager()
    assert known(zoe).post(PAGE, LEO | {"naissance": ""}).status_code == 303
    assert zoe.proches.get().birth_date is None


def test_there_is_a_ceiling(office: Office) -> None:
    zoe = make_usager()
    for number in range(PROCHES_AT_MOST):
        make_proche(zoe, f"Léo{'x' * number}")
    answer = known(zoe).post(PAGE, LEO | {"prenom": "Anna"})
    assert answer.status_code == 422
    assert "Vous avez déjà vingt proches." in text(answer)
    assert value_of(answer, "prenom") == "Anna"


def test_of_several_at_one_contact_one_says_who_answers(office: Office) -> None:
    zoe, paul = make_usager(), make_usager("Paul")
    browser = known(zoe, paul)
    assert "Dites qui répond de ce proche." in text(browser.post(PAGE, LEO))
    assert browser.post(PAGE, LEO | {"responsable": str(uuid4())}).status_code == 422
    browser.post(PAGE, LEO | {"responsable": str(paul.pk)})
    assert paul.proches.count() == 1
    assert "Répond de ce proche : Paul" in text(browser.get(PAGE))


def test_a_proche_is_changed(office: Office) -> None:
    zoe = make_usager()
    leo = make_proche(zoe)
    answer = known(zoe).post(f"{PAGE}{leo.pk}/", LEO | {"prenom": "Léon", "naissance": ""})
    assert answer["Location"] == f"{PAGE}?fait=change"
    leo.refresh_from_db()
    assert leo.first_name == "Léon"


def test_a_verified_identity_is_not_changed(office: Office) -> None:
    zoe = make_usager()
    leo = make_proche(zoe, certified_at=NOW)
    answer = known(zoe).post(f"{PAGE}{leo.pk}/", LEO | {"prenom": "Autre"})
    assert answer.status_code == 409
    assert "L’identité de ce proche a été vérifiée" in text(answer)


def test_a_proche_without_rdv_is_forgotten(office: Office) -> None:
    zoe = make_usager()
    leo = make_proche(zoe)
    browser = known(zoe)
    for _ in range(2):
        assert browser.post(f"{PAGE}{leo.pk}/retirer/").status_code == 303
    assert not Usager.objects.filter(pk=leo.pk).exists()


def test_a_proche_who_is_expected_is_not_removed(office: Office) -> None:
    zoe = make_usager()
    leo = make_proche(zoe)
    make_rdv(office, leo)
    answer = known(zoe).post(f"{PAGE}{leo.pk}/retirer/")
    assert answer.status_code == 409
    assert "Ce proche a un rendez-vous à venir." in text(answer)
    assert zoe.proches.get() == leo


def test_a_history_stays_with_the_administration_and_the_queue_is_left(office: Office) -> None:
    zoe = make_usager()
    leo = make_proche(zoe)
    make_rdv(office, leo, LONG_AGO)
    place = FileAttente.objects.create(
        usager=leo, motif=office.motif, last_day=TOMORROW.date(), created_at=NOW
    )
    known(zoe).post(f"{PAGE}{leo.pk}/retirer/")
    leo.refresh_from_db()
    place.refresh_from_db()
    assert leo.responsible is None
    assert place.state == AttenteState.LEFT
    assert "Léo" not in text(known(zoe).get("/mes-rdv/"))


def test_somebody_else_s_proche_is_unknown(pas_de_calais: Tenant, office: Office) -> None:
    zoe, paul = make_usager(), make_usager("Paul", email="paul@exemple.fr")
    theirs = make_proche(paul)
    with in_tenant(pas_de_calais):
        abroad = make_proche(make_usager())
    browser = known(zoe)
    for each in (theirs, abroad, zoe):
        assert browser.get(f"{PAGE}{each.pk}/").status_code == 404
        assert browser.post(f"{PAGE}{each.pk}/", LEO).status_code == 404
        assert browser.post(f"{PAGE}{each.pk}/retirer/")["Location"] == PAGE
    theirs.refresh_from_db()
    assert theirs.responsible == paul


def test_a_proche_does_not_reach_who_answers_for_them(office: Office) -> None:
    """Their own contact, proved: neither the parent nor the other children."""
    zoe = make_usager()
    lea, leo = make_proche(zoe, "Léa", phone="+33611111111"), make_proche(zoe)
    for each in (zoe, leo):
        make_rdv(office, each)
    page = text(known(lea).get("/mes-rdv/"))
    assert "Léo" not in page
    assert "Aucun rendez-vous à venir." in page


def test_the_rdvs_of_proches_are_listed(office: Office) -> None:
    zoe = make_usager()
    make_rdv(office, make_proche(zoe))
    page = text(known(zoe).get("/mes-rdv/"))
    assert "Vous voyez les rendez-vous de Léo M. et Zoé M." in page
    assert "Passeport" in page


def test_the_page_costs_the_same_whatever_their_number(office: Office) -> None:
    zoe, counts = make_usager(), []
    for number in (1, 15):
        for each in range(number):
            make_proche(zoe, f"Léo{'abcdefghijklmnop'[each]}{number}x")
        browser = known(zoe)
        browser.get("/aide/")
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(PAGE).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_proche_alone_adds_nobody_to_the_household(office: Office) -> None:
    browser = known(make_proche(make_usager()), strength=Strength.CIVIL)
    page = browser.get(PAGE)
    assert "Une autre personne s’occupe de vos rendez-vous ici" in text(page)
    assert 'name="prenom"' not in page.content.decode()
    refused = browser.post(PAGE, LEO | {"prenom": "Anna"})
    assert refused.status_code == 409
    assert Usager.objects.count() == 2


def test_the_ceiling_holds_on_the_public_pages_too_and_not_for_an_agent(
    office: Office, browser: Visitor
) -> None:
    zoe = make_usager(phone="+33612345678")
    for number in range(PROCHES_AT_MOST):
        make_proche(zoe, f"Léo{'x' * number}")
    typed = ZOE | {"courriel": "zoe@exemple.fr", "pour": "autre", "proche_nom": "Martin"}
    browser.hold()
    refused = browser.post(FORM, typed | {"proche_prenom": "Anna"})
    assert refused.status_code == 422
    assert "Vous avez déjà vingt proches." in text(refused)
    assert zoe.proches.count() == PROCHES_AT_MOST
    assert browser.post(FORM, typed | {"proche_prenom": "Léo"})["Location"].startswith("/r/"), "known already"
    agent = Actor(ActorKind.AGENT, id=office.agent.pk)
    assert recognise_proche(zoe, "Anna", "Martin", by=agent, now=NOW).responsible == zoe
