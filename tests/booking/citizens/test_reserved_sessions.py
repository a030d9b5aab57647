"""Sessions that are not for everybody: under pressure a code, by a link given, by a prescriber."""

from datetime import timedelta
from typing import Any

import pytest

from booking.models import Participation, Rdv, Usager
from booking.vocabulary import BookableBy
from sso.contacts.models import ContactChallenge
from tenants.models import Tenant
from tests.booking.citizens.conftest import ZOE, Office, Visitor, text, value_of
from tests.booking.citizens.my_space import known, make_usager
from tests.booking.citizens.prescribing import EMAIL, introduce
from tests.booking.citizens.sessions import AT_TWO, make_session, make_workshop, proches, send
from tests.booking.citizens.test_invitation import make_invitation
from tests.booking.citizens.test_under_pressure import last_code

pytestmark = pytest.mark.django_db
KEY = "00000000-0000-4000-8000-00000000000a"


@pytest.fixture
def scarce(office: Office) -> Rdv:
    return make_session(office, make_workshop(office, under_pressure=True))


@pytest.fixture
def invited(office: Office) -> Rdv:
    return make_session(office, make_workshop(office, bookable_by=BookableBy.INVITED))


@pytest.fixture
def prescribed(office: Office) -> Rdv:
    return make_session(office, make_workshop(office, bookable_by=BookableBy.PRESCRIBERS))


def typed(**more: Any) -> dict[str, Any]:
    return {**ZOE, "inscription": KEY, **more}


def join(browser: Visitor, session: Rdv, **more: Any) -> Any:
    return browser.post(f"/ateliers/{session.pk}/", typed(**more))


def test_where_seats_are_scarce_a_code_then_the_seat_and_nothing_is_typed_again(
    scarce: Rdv, browser: Visitor
) -> None:
    family = proches("Léo Martin")
    page = join(browser, scarce, **family)
    assert page.status_code == 200
    assert "Un SMS avec un code arrive au 06 12 34 56 78" in text(page)
    assert not Participation.objects.exists()
    kept = {name: value_of(page, name) for name in ("prenom", "nom", "telephone", "inscription", *family)}
    booked = browser.post(f"/ateliers/{scarce.pk}/", kept | {"code": last_code()})
    assert booked["Location"].startswith("/r/")
    assert Participation.objects.count() == 2
    assert join(browser, scarce, **family)["Location"] == booked["Location"], "sent twice"


def test_a_wrong_code_takes_no_seat_and_the_way_back_loses_nothing(scarce: Rdv, browser: Visitor) -> None:
    join(browser, scarce)
    wrong = f"{(int(last_code()) + 1) % 1_000_000:06d}"
    for code in (wrong, "", "\0", "9" * 100_000):
        assert join(browser, scarce, code=code).status_code == 422
    again = join(browser, scarce, renvoyer="1")
    assert again.status_code == 429
    assert "Attendez une minute" in text(again)
    assert value_of(join(browser, scarce, reprendre="1"), "prenom") == "Zoé"
    assert not Participation.objects.exists()


def test_a_code_proves_its_contact_only_and_in_its_browser_only(scarce: Rdv, browser: Visitor) -> None:
    join(browser, scarce)
    code = last_code()
    other = join(browser, scarce, code=code, telephone="06 98 76 54 32")
    assert "06 98 76 54 32" in text(other)
    assert join(Visitor(), scarce, code=code).status_code == 429
    assert not Participation.objects.exists()


def test_who_is_known_gives_no_other_code_and_a_double_click_sends_one(scarce: Rdv, browser: Visitor) -> None:
    for _ in range(3):
        join(browser, scarce)
    assert ContactChallenge.objects.count() == 1
    assert (
        join(known(make_usager(phone="+33698765432")), scarce, telephone="06 98 76 54 32").status_code == 303
    )


def test_an_invitation_opens_the_sessions_of_its_motif(
    office: Office, invited: Rdv, browser: Visitor
) -> None:
    zoe = make_usager(phone="+33612345678")
    invitation = make_invitation(office, zoe, motif=invited.motif)
    page = f"/ateliers/{invited.pk}/"
    assert browser.get(page).status_code == 404
    entered = browser.post(f"/i/{invitation.token}/", {"motif": "atelier-cv"})
    assert entered["Location"] == "/ateliers/?motif=atelier-cv"
    assert f'href="{page}"' in browser.get(entered["Location"]).content.decode()
    form = browser.get(page)
    assert "Inscription pour Zoé M." in text(form)
    assert "zoe@exemple.fr" not in form.content.decode()
    shown = {name: value_of(form, name) for name in ("telephone", "courriel", "inscription")}
    booked = browser.post(page, shown | proches("Eve Intruse"))
    place = Participation.objects.get()
    assert (place.usager, place.invitation) == (zoe, invitation), "the one invited, and nobody besides"
    assert booked["Location"] == f"/r/{place.link_token}/"
    assert browser.post(page, shown)["Location"] == booked["Location"], "sent twice"
    assert browser.get(page)["Location"] == booked["Location"], "the back button"
    invitation.refresh_from_db()
    assert invitation.uses == 1
    assert Visitor().get(page).status_code == 404
    assert "Écrire son CV" not in text(browser.get("/ateliers/"))


def test_an_open_link_enters_as_many_people_as_it_says(office: Office, invited: Rdv) -> None:
    invitation = make_invitation(office, None, motif=invited.motif, uses_at_most=2)
    statuses = []
    for number in range(3):
        browser = Visitor()
        browser.post(f"/i/{invitation.token}/", {"motif": "atelier-cv"})
        answer = send(browser, invited, prenom=f"Léa{'a' * number}", telephone=f"06 99 88 77 6{number}")
        statuses.append(answer.status_code)
    assert statuses == [303, 303, 404]
    assert Participation.objects.count() == 2


def test_the_link_of_one_motif_opens_no_session_of_another(
    office: Office, invited: Rdv, browser: Visitor
) -> None:
    invitation = make_invitation(office, None, motif=office.motif)
    office.motif.bookable_by = BookableBy.INVITED
    office.motif.save()
    browser.post(f"/i/{invitation.token}/", {"motif": "passeport"})
    assert browser.get(f"/ateliers/{invited.pk}/").status_code == 404
    assert send(browser, invited).status_code == 404
    assert browser.get("/ateliers/?motif=atelier-cv").status_code == 200
    assert "Écrire" not in text(browser.get("/ateliers/?motif=atelier-cv"))


def test_a_prescriber_enters_somebody_in_a_session(prescribed: Rdv, browser: Visitor) -> None:
    page = f"/prescription/motifs/atelier-cv/seances/{prescribed.pk}/"
    assert browser.get(page)["Location"] == "/prescription/"
    assert browser.post(page, ZOE)["Location"] == "/prescription/"
    introduce(browser)
    listed = browser.get("/prescription/motifs/atelier-cv/")
    assert f'href="{page}"' in listed.content.decode()
    assert "Jeudi 26 novembre 2026 à 14 h" in text(listed)
    key = {"inscription": value_of(browser.get(page), "inscription")}
    refused = browser.post(page, key | ZOE | {"prenom": ""})
    assert refused.status_code == 422
    assert value_of(refused, "inscription") == key["inscription"]
    done = {browser.post(page, ZOE | key).status_code for _ in range(2)}
    assert done == {303}
    place = Participation.objects.get()
    assert (str(place.usager), place.prescriber["email"]) == ("Zoé Martin", EMAIL)
    seen = text(browser.get(browser.post(page, ZOE | key)["Location"]))
    assert "La personne reçoit la confirmation, avec le lien pour se désinscrire." in seen
    assert place.link_token not in seen


def test_a_full_session_is_said_to_the_prescriber_with_what_was_typed(
    office: Office, prescribed: Rdv, browser: Visitor
) -> None:
    introduce(browser)
    full = make_session(office, prescribed.motif, 1, starts_at=AT_TWO + timedelta(days=1))
    page = f"/prescription/motifs/atelier-cv/seances/{full.pk}/"
    browser.post(page, ZOE)
    refused = browser.post(page, ZOE | {"prenom": "Anna", "telephone": "06 98 76 54 32"})
    assert refused.status_code == 409
    assert "Il n’y a plus de place à cette séance." in text(refused)
    assert value_of(refused, "prenom") == "Anna"
    assert Usager.objects.count() == 1


def test_what_is_not_prescribed_or_is_next_door_is_unknown_to_a_prescriber(
    pas_de_calais: Tenant, office: Office, prescribed: Rdv, browser: Visitor
) -> None:
    introduce(browser)
    for slug in ("atelier-cv", "passeport", "inconnu"):
        assert browser.get(f"/prescription/motifs/{slug}/seances/{office.motif.pk:032x}/").status_code == 404
    there = Visitor("pas-de-calais.rdv.localhost")
    assert there.get(f"/prescription/motifs/atelier-cv/seances/{prescribed.pk}/").status_code == 404


def test_links_of_one_list_are_told_apart_by_day_and_hour(
    office: Office, scarce: Rdv, browser: Visitor
) -> None:
    make_session(office, scarce.motif, starts_at=AT_TWO + timedelta(days=1))
    page = browser.get("/ateliers/").content.decode()
    for when in ("Jeudi 26 novembre 2026", "Vendredi 27 novembre 2026"):
        assert sum(f"{when} à 14" in link for link in page.split("<a ")) >= 1
