from typing import Any
from uuid import uuid4

import pytest

from booking.commands.hold_creneau import hold_creneau
from booking.models import Participation, Rdv, Usager
from booking.vocabulary import CreatedBy
from tests.booking.agents.conftest import HALF_HOUR, MONDAY_859, Browser, booked, text
from tests.booking.commands.conftest import NINE, Office, visitor
from tests.makers.office import make_motif

NEW = "/agent/rdv/nouveau/"


def typed(office: Office, **more: Any) -> dict[str, Any]:
    said = {
        "agent": str(office.agent.pk),
        "debut": "2026-11-24T09:30",
        "motif": office.motif.slug,
        "cle": str(uuid4()),
        "prenom": "Ali",
        "nom": "Diallo",
        "telephone": "",
        "courriel": "",
    }
    return said | more


def test_a_free_time_comes_with_agent_lieu_and_motif(agent: Browser, office: Office) -> None:
    page = text(agent.get(NEW, agent=office.agent.pk, debut="2026-11-24T09:30", motif=office.motif.slug))
    for word in ("mardi 24 novembre 2026 à 9 h 30", str(office.agent), office.lieu.name, office.motif.name):
        assert word in page
    assert 'name="prenom"' in page


def test_an_agent_books_for_somebody_without_contact(agent: Browser, office: Office) -> None:
    answer = agent.post(NEW, **typed(office))
    rdv = Rdv.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/agent/rdv/{rdv.pk}/?fait=cree")
    assert rdv.starts_at == NINE + HALF_HOUR
    assert rdv.created_by == CreatedBy.AGENT
    assert rdv.occupations.get().agenda == office.agenda
    assert "Aucun message ne part" in text(agent.get(answer["Location"]))


def test_two_people_of_one_name_without_contact_are_two_people(agent: Browser, office: Office) -> None:
    agent.post(NEW, **typed(office))
    agent.post(NEW, **typed(office, debut="2026-11-24T10:00"))
    assert Usager.objects.count() == 2


def test_a_phone_is_understood_as_people_type_it(agent: Browser, office: Office) -> None:
    answer = agent.post(NEW, **typed(office, telephone="06.12.34.56.78", courriel="ali@exemple.fr"))
    assert Usager.objects.get().phone == "+33612345678"
    assert "Une confirmation part par courriel et par SMS." in text(agent.get(answer["Location"]))


def test_the_motif_is_chosen_among_those_of_the_plage(agent: Browser, office: Office) -> None:
    short = make_motif(office.agenda.organisation, name="Retrait", slug="retrait", duration_min=10)
    office.motif.plages_ouverture.get().motifs.add(short)
    page = text(agent.get(NEW, agent=office.agent.pk, debut="2026-11-24T11:45"))
    assert "Retrait (10 minutes)" in page
    assert office.motif.name not in page
    agent.post(NEW, **typed(office, debut="2026-11-24T11:45", motif="retrait"))
    assert Rdv.objects.get().motif == short


def test_a_time_off_the_grid_suits_agents(agent: Browser, office: Office) -> None:
    assert agent.post(NEW, **typed(office, debut="2026-11-24T09:07")).status_code == 303


def test_a_form_sent_twice_is_one_rdv(agent: Browser, office: Office) -> None:
    said = typed(office)
    first, second = agent.post(NEW, **said), agent.post(NEW, **said)
    assert first["Location"] == second["Location"]
    assert Participation.objects.count() == 1


def test_a_taken_time_keeps_what_was_typed_and_offers_three_others(agent: Browser, office: Office) -> None:
    booked(office, NINE + HALF_HOUR)
    said = typed(office, telephone="06 11 22 33 44", courriel="ali@exemple.fr")
    answer = agent.post(NEW, **said)
    page = text(answer)
    assert answer.status_code == 409
    assert "Ce créneau est déjà occupé" in page
    assert f"{office.agent} : rendez-vous de 9 h 30 à 10 h." in page
    assert "<title>Erreur : Nouveau rendez-vous" in page
    for word in ("Ali", "Diallo", "06 11 22 33 44", "ali@exemple.fr"):
        assert f'value="{word}"' in page
    others = [f"{office.agent.pk}@2026-11-24T{time}" for time in ("09:00", "10:00", "10:30")]
    assert [f'value="{other}"' in page for other in others] == [True, True, True]
    booked_instead = agent.post(NEW, **said, autre=others[1])
    assert booked_instead.status_code == 303
    assert Rdv.objects.filter(starts_at=NINE + 2 * HALF_HOUR).count() == 1


def test_a_taken_time_is_taken_all_the_same_on_purpose(agent: Browser, office: Office) -> None:
    booked(office, NINE + HALF_HOUR)
    said = typed(office)
    asked = text(agent.post(NEW, **said))
    assert '<button type="submit" name="chevauchement" value="1"' in asked
    assert "Prendre ce créneau quand même" in asked
    # A ticked alternative does not count against the button pressed.
    said |= {"chevauchement": "1", "autre": f"{office.agent.pk}@2026-11-24T10:00"}
    first, again = agent.post(NEW, **said), agent.post(NEW, **said)
    assert (first.status_code, first["Location"]) == (303, again["Location"])
    assert Rdv.objects.filter(starts_at=NINE + HALF_HOUR).count() == 2
    occupation = Rdv.objects.get(pk=said["cle"]).occupations.get()
    assert (occupation.exclusive, occupation.overlapped_by) == (False, office.agent.pk)


def test_a_wrong_field_is_refused_on_purpose_or_not(agent: Browser, office: Office) -> None:
    booked(office, NINE + HALF_HOUR)
    assert agent.post(NEW, **typed(office, nom="", chevauchement="1")).status_code == 422
    assert Rdv.objects.count() == 1


def test_a_time_that_somebody_holds_online_is_told_as_such(agent: Browser, office: Office) -> None:
    hold_creneau(office.wanted(NINE + HALF_HOUR), visitor=visitor(), now=MONDAY_859)
    page = text(agent.post(NEW, **typed(office)))
    assert f"{office.agent} : créneau réservé par un usager en ligne de 9 h 30 à 10 h." in page


def test_a_link_to_a_time_taken_meanwhile_says_so(agent: Browser, office: Office) -> None:
    booked(office, NINE + HALF_HOUR)
    answer = agent.get(NEW, agent=office.agent.pk, debut="2026-11-24T09:30")
    assert answer.status_code == 409
    assert "Ce créneau vient d’être pris" in text(answer)


def test_a_time_outside_every_opening_is_not_bookable(agent: Browser, office: Office) -> None:
    assert agent.get(NEW, agent=office.agent.pk, debut="2026-11-24T20:00").status_code == 409
    assert agent.post(NEW, **typed(office, debut="2026-11-24T20:00")).status_code == 409
    assert not Rdv.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"prenom": "  "}, "Saisissez le prénom."),
        ({"nom": ""}, "Saisissez le nom."),
        ({"nom": "x" * 81}, "80"),
        ({"telephone": "12"}, "Ce numéro de téléphone n’existe pas."),
        ({"courriel": "ali@"}, "Cette adresse électronique n’est pas complète."),
        ({"courriel": "a" * 300 + "@b.example"}, "Cette adresse électronique est trop longue."),
        ({"nom": "Ali\x07"}, "un caractère invisible"),
        ({"motif": "inconnu"}, "Choisissez un motif de la liste."),
    ],
)
def test_a_wrong_field_gets_a_sentence_and_keeps_the_form(
    agent: Browser, office: Office, wrong: dict[str, str], sentence: str
) -> None:
    answer = agent.post(NEW, **typed(office, **{"courriel": "ali@exemple.fr", **wrong}))
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "Ali" in text(answer) or "Diallo" in text(answer)
    assert not Rdv.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"agent": "8d2a5a54-0000-4000-8000-000000000000"},
        {"agent": "agenda-1000000"},
        {"agent": "agenda-²"},
        {"agent": "\x00"},
        {"debut": "demain"},
        {"debut": "0001-01-01T00:00"},
        {"debut": "9999-12-31T23:59"},
        {"debut": "2026-11-24T09:30+02:00"},
        {"autre": "x"},
        {"autre": "x@2026-11-24T09:30"},
    ],
)
def test_an_address_we_never_wrote_is_an_unknown_page(
    agent: Browser, office: Office, wrong: dict[str, str]
) -> None:
    address = {"agent": str(office.agent.pk), "debut": "2026-11-24T09:30"}
    assert agent.get(NEW, **(address | wrong)).status_code == 404
    assert agent.post(NEW, **typed(office, **wrong)).status_code == 404


def test_the_page_without_any_time_is_an_unknown_page(agent: Browser) -> None:
    assert agent.get(NEW).status_code == 404
