"""Whatever stops a prescriber, what they typed of the person is still there; and it is gone for the next person."""

from datetime import timedelta
from typing import Any

import pytest

from booking.models import Hold, Participation, Rdv
from tests.booking.citizens.conftest import NOW, Office, Visitor, slots, text, value_of
from tests.booking.citizens.my_space import LONG_AGO, make_rdv, make_usager
from tests.booking.citizens.prescribing import LEA, MOTIFS, PERSON, TIMES, hold, introduce, prove
from tests.booking.citizens.test_kept_time import lose_the_time
from tests.makers.office import make_motif

pytestmark = pytest.mark.django_db
ANNA = {"prenom": "Anna", "nom": "Petit", "telephone": "06 98 76 54 32", "courriel": "anna@exemple.fr"}
# Of a form that was right: the number as it is kept.
AS_READ = {"telephone": "+33698765432"}
MORE = f"{PERSON}prolonger/"


@pytest.fixture
def holding(reserved: Office, browser: Visitor) -> Visitor:
    introduce(browser)
    hold(browser)
    return browser


def shown(page: Any) -> dict[str, str]:
    return {name: value_of(page, name) for name in ANNA}


def test_a_lost_time_keeps_what_was_typed_until_the_next_one_is_confirmed(
    reserved: Office, holding: Visitor, clock: Any
) -> None:
    lose_the_time(reserved, clock)
    lost = holding.post(PERSON, ANNA)
    assert lost.status_code == 409
    assert "Ce que vous avez saisi est gardé" in text(lost)
    assert shown(lost) == ANNA
    held = holding.post(TIMES, {"creneau": slots(lost)[0]} | shown(lost))
    assert held["Location"] == PERSON
    form = holding.get(PERSON)
    assert shown(form) == ANNA
    done = holding.post(PERSON, ANNA | {"reservation": value_of(form, "reservation")})
    assert done["Location"].startswith("/prescription/rdv/")
    assert Participation.objects.filter(usager__first_name="Anna").count() == 1


def test_the_button_of_every_time_keeps_it_too(reserved: Office, holding: Visitor, clock: Any) -> None:
    lose_the_time(reserved, clock)
    holding.post(PERSON, ANNA)
    holding.post(TIMES, {"creneau": slots(holding.get(TIMES))[-1]})
    assert shown(holding.get(PERSON)) == ANNA


def test_a_time_that_is_nobody_s_is_explained_and_nothing_is_typed_again(holding: Visitor) -> None:
    forged = "00000000-0000-4000-8000-000000000000"
    nothing = holding.post(PERSON, ANNA | {"reservation": forged})
    assert nothing.status_code == 409
    assert "Aucun créneau n’est réservé" in text(nothing)
    page = nothing.content.decode()
    assert f'href="{TIMES}"' in page
    assert "liste-attente" not in page, "the motif is closed to citizens"
    assert "Ouvrez le lien reçu" not in text(nothing), "the person receives it"
    hold(holding)
    assert shown(holding.get(PERSON)) == ANNA
    assert not Rdv.objects.exists()


def test_the_quota_of_the_person_is_told_to_who_books_for_them(reserved: Office, holding: Visitor) -> None:
    reserved.motif.quota_per_person = {"count": 1}
    reserved.motif.save()
    holding.post(PERSON, ANNA)
    hold(holding)
    refused = holding.post(PERSON, ANNA)
    assert refused.status_code == 409
    assert "Cette personne a déjà le nombre de rendez-vous possible" in text(refused)
    assert shown(refused) == ANNA | AS_READ
    assert Rdv.objects.count() == 1


@pytest.mark.parametrize("ask", ["code", "phone"])
@pytest.mark.parametrize(
    ("phone", "sentence"),
    [
        ("+33321505051", "téléphonez au 03 21 50 50 51 : un agent le prend avec vous."),
        ("", "téléphonez au 03 21 50 50 50 : un agent le prend avec vous."),
    ],
)
def test_who_missed_several_rdvs_is_booked_by_phone(
    reserved: Office, holding: Visitor, ask: str, phone: str, sentence: str
) -> None:
    reserved.motif.presence = {"after_no_shows": {"count": 1, "months": 6, "ask": ask}}
    reserved.motif.save()
    reserved.organisation.phone = phone
    reserved.organisation.save()
    anna = make_usager("Anna", last_name="Petit", phone="+33698765432", email="anna@exemple.fr")
    make_rdv(reserved, anna, LONG_AGO, status="no_show")
    refused = holding.post(PERSON, ANNA)
    assert refused.status_code == 409
    assert sentence in text(refused)
    assert "c’est bien vous" not in text(refused)
    assert shown(refused) == ANNA | AS_READ
    assert Rdv.objects.count() == 1


def test_ten_minutes_more_once_and_what_was_typed_stays(holding: Visitor) -> None:
    assert f'formaction="{MORE}"' in holding.get(PERSON).content.decode()
    assert holding.get(MORE)["Location"] == PERSON
    for _ in range(2):
        assert holding.post(MORE, ANNA)["Location"] == PERSON
    page = holding.get(PERSON)
    assert "jusqu’à 8 h 20" in text(page)
    assert "10 minutes de plus" not in text(page)
    assert shown(page) == ANNA
    assert Hold.objects.get().expires_at == NOW + timedelta(minutes=20)


def test_only_a_prescriber_keeps_a_time_longer(reserved: Office, holding: Visitor, browser: Visitor) -> None:
    assert Visitor().post(MORE, ANNA)["Location"] == "/prescription/"
    browser.post("/prescription/fin/")
    assert browser.post(MORE, ANNA)["Location"] == "/prescription/"
    assert Hold.objects.get().expires_at == NOW + timedelta(minutes=10)


@pytest.mark.parametrize("then", ["another motif", "confirmed", "over", "another prescriber"])
def test_the_next_person_is_another(reserved: Office, holding: Visitor, then: str) -> None:
    holding.post(PERSON, ANNA | {"telephone": "12"})
    assert shown(holding.get(PERSON))["prenom"] == "Anna"
    if then == "confirmed":
        holding.post(PERSON, ANNA)
        hold(holding)
    elif then == "another motif":
        make_motif(reserved.organisation, slug="autre")
        holding.get(MOTIFS)
    else:
        if then == "over":
            holding.post("/prescription/fin/")
        prove(holding, "paul@ccas.example")
        holding.post("/prescription/vous/", LEA)
    assert shown(holding.get(PERSON)) == dict.fromkeys(ANNA, "")


def test_what_is_typed_for_somebody_is_not_shown_to_who_books_for_themselves(
    office: Office, holding: Visitor
) -> None:
    holding.post(PERSON, ANNA | {"telephone": "12"})
    office.motif.bookable_by = "everyone"
    office.motif.save()
    holding.hold("2026-11-24T09:00:00Z@mairie-centrale")
    assert shown(holding.get("/rdv/passeport/coordonnees/")) == dict.fromkeys(ANNA, "")
