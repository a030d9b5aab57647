"""What is typed or forged to join a session: a sentence each time, and nothing is half written."""

import pytest

from booking.models import Participation, Rdv, Usager
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.citizens.conftest import Office, Visitor, text, value_of
from tests.booking.citizens.sessions import make_session, make_workshop, proches, send
from tests.booking.citizens.test_ateliers import names


@pytest.fixture
def session(office: Office) -> Rdv:
    return make_session(office, make_workshop(office))


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("proche_nom_1", "", "Indiquez le nom de cette personne."),
        ("proche_prenom_1", "a" * 100_000, "trop longue"),
        ("proche_prenom_1", "Lé\0o", "caractère"),
        ("proche_prenom_1", "www.mechant.example", "sans adresse"),
        ("prenom", "", "Indiquez votre prénom."),
        ("prenom", "z" * 100_000, "trop longue"),
        ("telephone", "12", "téléphone"),
        ("telephone", "9" * 100_000, "Ce numéro de téléphone n’existe pas"),
        ("courriel", "z" * 100_000, "trop longue"),
        ("proche_nom_1", "a" * 100_000, "trop longue"),
    ],
)
def test_each_field_is_answered_by_a_sentence(
    browser: Visitor, session: Rdv, field: str, typed: str, said: str
) -> None:
    answer = send(browser, session, **proches("Léo Martin") | {field: typed})
    assert answer.status_code == 422
    assert said in text(answer)
    assert value_of(answer, "courriel" if field == "nom" else "nom") == "Martin"
    assert len(answer.content) < 90_000
    assert Participation.objects.count() == 0


def test_right_to_left_names_and_made_up_numbers_are_taken_as_they_are(
    browser: Visitor, session: Rdv
) -> None:
    answer = send(
        browser, session, prenom="فاطمة", inscription="faux\0", **proches("علي حداد") | {"lignes": "١"}
    )
    assert answer.status_code == 303
    assert names() == ["فاطمة Martin"]


def test_the_neighbour_s_sessions_are_unknown_here(pas_de_calais: Tenant, session: Rdv) -> None:
    there = Visitor("pas-de-calais.rdv.localhost")
    assert there.get(f"/ateliers/{session.pk}/").status_code == 404
    assert send(there, session).status_code == 404
    assert "Écrire son CV" not in text(there.get("/ateliers/"))
    with in_tenant(pas_de_calais):
        assert Usager.objects.count() == 0


def test_combining_accents_are_one_name_with_the_composed_ones(browser: Visitor, session: Rdv) -> None:
    assert send(browser, session, prenom="Zoe\u0301", **proches("Le\u0301o Martin")).status_code == 303
    assert names() == ["Léo Martin", "Zoé Martin"]
    again = send(Visitor(), session, prenom="Zoé")
    assert (again.status_code, Participation.objects.count()) == (409, 2)
    heaped = "Z" + "\u0301" * 60
    assert send(Visitor(), session, prenom=heaped, telephone="06 99 99 99 99").status_code == 303


def test_going_back_after_joining_says_so_and_another_person_may_still_join(
    browser: Visitor, session: Rdv
) -> None:
    page = f"/ateliers/{session.pk}/"
    assert "déjà inscrit" not in text(browser.get(page))
    joined = send(browser, session)["Location"]
    back = browser.get(page)
    assert "Vous êtes déjà inscrit à cette séance." in text(back)
    assert f'href="{joined}"' in back.content.decode()
    other = send(browser, session, prenom="Paul", telephone="06 99 99 99 99")
    assert other["Location"] != joined
    assert "déjà inscrit" not in text(Visitor().get(page))
    browser.post(f"{other['Location']}quitter/")
    assert "déjà inscrit" not in text(browser.get(page))
