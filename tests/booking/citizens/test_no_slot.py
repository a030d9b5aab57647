"""No dead end: why, where else, and a proof that nothing was free."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.commands.declare_absence import declare_absence
from booking.commands.record_unmet import CAPITALS
from booking.models import Absence, UnmetDemand
from booking.queries.unmet import unmet_by_day
from foundation.tenancy import current
from tests.booking.citizens.conftest import NOW, Office, Visitor, open_mornings, slots, text, value_of
from tests.makers.office import make_agent, make_lieu, make_motif, make_organisation

EMPTY = "/rdv/mariage/"
PROOF = "/rdv/mariage/recepisse/"


def away(office: Office) -> None:
    """The only agent is away for good."""
    absence = Absence(
        agenda=office.agent.agenda,
        title="Congé",
        first_day=date(2026, 11, 23),
        last_day=date(2027, 11, 23),
        start_time="00:00",
        end_time="23:59",
    )
    declare_absence(absence, now=NOW)


def prove(browser: Visitor, path: str = EMPTY) -> str:
    """Address of the receipt asked from the page of that motif."""
    page = browser.get(path)
    said = {"demande": value_of(page, "demande"), "lieu": value_of(page, "lieu")}
    return str(browser.post(f"{path.split('?')[0]}recepisse/", said)["Location"])


def test_the_page_says_why_in_one_sentence(office: Office, browser: Visitor) -> None:
    page = text(browser.get(EMPTY))
    assert "Aucun horaire n’est ouvert en ligne pour ce motif d’ici au 22 février 2027." in page
    assert "03 21 50 50 50" in page


def test_an_agent_s_absence_is_told_of_nobody(office: Office, browser: Visitor) -> None:
    away(office)
    page = text(browser.get("/rdv/passeport/"))
    assert "les personnes qui reçoivent pour ce motif ne sont pas disponibles" in page
    assert "Amina" not in page
    assert "Congé" not in page


def test_why_is_asked_of_the_engine_once_in_five_minutes(office: Office, browser: Visitor) -> None:
    browser.get(EMPTY)
    with CaptureQueriesContext(connection) as captured:
        browser.get(EMPTY)
    assert len(captured) <= 8


def test_the_same_motif_elsewhere_is_offered_with_its_next_time(office: Office, browser: Visitor) -> None:
    annexe = make_organisation(name="Mairie de quartier")
    twin = make_motif(annexe, name="mariage", slug="mariage-quartier")
    agent = make_agent(annexe)
    open_mornings(agent, make_lieu(annexe, name="Quartier", slug="quartier"), twin)
    make_motif(annexe, name="Mariage", slug="mariage-ferme")
    page = browser.get(EMPTY)
    assert 'href="/rdv/mariage-quartier/"' in page.content.decode()
    assert "mariage-ferme" not in page.content.decode()
    assert "Mairie de quartier" in text(page)
    assert "Prochain créneau : mardi 24 novembre" in text(page)


def test_a_proof_is_dated_and_names_nobody(office: Office, browser: Visitor) -> None:
    receipt = prove(browser)
    demand = UnmetDemand.objects.get()
    assert receipt == f"/recepisse/{demand.reference}/"
    page, office_url = browser.get(receipt), current().url("")
    for said in (
        "Récépissé : aucun créneau n’était libre",
        demand.reference,
        "lundi 23 novembre 2026 à 8 h",
        "Ville d’Arras",
        "Mariage",
        "Tous les lieux proposés en ligne",
        "Du 23 novembre 2026 au 22 février 2027",
        office_url + receipt,
    ):
        assert said in text(page)
    assert page["Cache-Control"] == "private, no-store"
    assert {field.name for field in UnmetDemand._meta.concrete_fields} == {
        "id",
        "reference",
        "motif",
        "lieu",
        "at",
        "first_day",
        "last_day",
    }


def test_anybody_verifies_it_however_it_was_typed(office: Office, browser: Visitor, clock: Any) -> None:
    receipt = prove(browser)
    clock.move_to(NOW + timedelta(days=400))
    assert "lundi 23 novembre 2026 à 8 h" in text(Visitor().get(receipt.lower()))


def test_the_proof_stays_once_times_are_opened(office: Office, browser: Visitor) -> None:
    receipt = prove(browser)
    open_mornings(make_agent(office.organisation), office.lieu, UnmetDemand.objects.get().motif)
    assert browser.get(receipt).status_code == 200


def test_it_comes_as_a_tagged_pdf_too(office: Office, browser: Visitor) -> None:
    answer = browser.get(f"{prove(browser)}recepisse.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert b"pdfuaid" in answer.content
    assert answer["Cache-Control"] == "private, no-store"


def test_markup_in_a_motif_stays_words_in_the_pdf(office: Office, browser: Visitor) -> None:
    UnmetDemand.objects.create(
        reference="2222-3333", motif=office.motif, at=NOW, first_day=NOW.date(), last_day=NOW.date()
    )
    office.motif.name = '#panic("x") *gras* $1$ <étiquette>'
    office.motif.save()
    assert browser.get("/recepisse/2222-3333/recepisse.pdf").status_code == 200


def test_a_double_click_is_one_demand(office: Office, browser: Visitor) -> None:
    said = {"demande": value_of(browser.get(EMPTY), "demande")}
    answers = {browser.post(PROOF, said)["Location"] for _ in range(2)}
    assert len(answers) == UnmetDemand.objects.count() == 1


def test_no_proof_is_given_while_times_are_free(office: Office, browser: Visitor) -> None:
    answer = browser.post("/rdv/passeport/recepisse/", {"demande": str(uuid4())})
    assert (answer.status_code, answer["Location"]) == (303, "/rdv/passeport/")
    assert not UnmetDemand.objects.exists()
    assert "Recevoir une preuve" not in text(browser.get("/rdv/passeport/"))


def test_one_lieu_without_any_time_has_its_own_proof(office: Office, browser: Visitor) -> None:
    annexe = make_lieu(office.organisation, name="Annexe", slug="annexe")
    open_mornings(make_agent(office.organisation), annexe, office.motif, first_day=date(2027, 11, 1))
    page = browser.get("/rdv/passeport/?lieu=annexe")
    assert "Recevoir une preuve" in text(page)
    assert "Mairie centrale" in text(page)
    receipt = prove(browser, "/rdv/passeport/?lieu=annexe")
    assert UnmetDemand.objects.get().lieu == annexe
    assert "Annexe, 1 place des Héros" in text(browser.get(receipt))
    assert not slots(browser.get(receipt))


def test_demands_are_counted_by_lieu_and_local_day(office: Office) -> None:
    evening = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    for number, (at, lieu) in enumerate([(NOW, None), (NOW, None), (evening, office.lieu)]):
        UnmetDemand.objects.create(
            reference=f"R-{number}",
            motif=office.motif,
            lieu=lieu,
            at=at,
            first_day=at.date(),
            last_day=at.date(),
        )
    assert unmet_by_day(office.motif, since=NOW) == [
        (date(2026, 11, 23), None, 2),
        (date(2026, 11, 24), office.lieu.pk, 1),
    ]
    elsewhere = make_lieu(office.organisation)
    assert unmet_by_day(office.motif, since=NOW, lieu=elsewhere) == [(date(2026, 11, 23), None, 2)]


def test_a_reference_has_nothing_to_mistake() -> None:
    assert not set("01IO") & set(CAPITALS)
