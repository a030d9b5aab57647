"""What was booked besides a time and a name, as agents read it; several at once and at home, at the desk."""

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest

from booking.commands.book_rdv import book_rdv
from booking.commands.details import Details
from booking.commands.usagers import Identity
from booking.models import Motif, Participation, Rdv, Receipt
from booking.vocabulary import MessageKind, Modalite, ReceiptState
from foundation.actors import VISITOR
from foundation.courier.channels import Channel
from tests.booking.agents.conftest import HALF_HOUR, PAS_DE_CALAIS, Browser, booked, text
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office
from tests.booking.commands.proof import desk

LEO = Identity(first_name="Léo", last_name="Martin")
NEW = "/agent/rdv/nouveau/"


def change(office: Office, **fields: Any) -> Motif:
    for name, value in fields.items():
        setattr(office.motif, name, value)
    office.motif.save()
    return office.motif


def take(office: Office, identity: Identity = ZOE, starts_at: datetime = NINE, **details: Any) -> Rdv:
    said = Details(**details)
    return book_rdv(office.wanted(starts_at), identity=identity, by=VISITOR, now=NOW, details=said).rdv


def page(agent: Browser, rdv: Rdv) -> str:
    return text(agent.get(f"/agent/rdv/{rdv.pk}/"))


def typed(office: Office, **more: Any) -> dict[str, Any]:
    return {
        "agent": office.agent.pk,
        "debut": "2026-11-24T09:00",
        "motif": office.motif.slug,
        "cle": uuid4(),
        "prenom": "Zoé",
        "nom": "Martin",
        "telephone": "06 12 34 56 78",
    } | more


def test_answers_papers_and_pieces_are_shown(agent: Browser, office: Office) -> None:
    change(
        office,
        questions=[
            {"id": "mineur", "label": "Est-ce pour un mineur ?", "kind": "yes_no"},
            {"id": "cas", "label": "Votre situation", "kind": "text"},
        ],
        pieces=[{"label": "Livret de famille", "if": {"question": "mineur", "is": ["oui"]}}],
    )
    answers = {"mineur": "oui", "cas": "<b>Perte</b> \u202eabc", "papers_to_check": "ABCDE12345"}
    shown = page(agent, take(office, answers=answers, papers=["ABCDE12345"], language="uk"))
    for said in (
        "Est-ce pour un mineur ?",
        "Oui",
        "&lt;b&gt;Perte",
        "Livret de famille",
        "Numéros de pré-demande",
        "Numéros à vérifier",
        "Langue",
    ):
        assert said in shown


def test_a_proche_is_shown_with_who_answers_for_them(agent: Browser, office: Office) -> None:
    shown = page(agent, take(office, LEO, responsible=ZOE))
    assert "Rendez-vous : Léo Martin" in shown
    assert "Zoé Martin, pour Léo Martin" in shown
    assert "06 12 34 56 78" in shown


def test_who_prescribed_it_is_named(agent: Browser, office: Office) -> None:
    by = {"first_name": "Inès", "last_name": "Roux", "structure": "CCAS", "phone": "+33321000000"}
    assert "Inès Roux, CCAS, 03 21 00 00 00" in page(agent, take(office, prescriber=by))


def test_what_was_not_asked_takes_no_line(agent: Browser, office: Office) -> None:
    shown = page(agent, booked(office))
    assert not any(
        label in shown for label in ("Prescrit par", "Langue", "pré-demande", "Convocation", "Adresse du")
    )


def test_the_page_costs_as_many_queries_whatever_was_answered(
    agent: Browser, office: Office, django_assert_num_queries: Any
) -> None:
    simple, rich = booked(office), take(office, LEO, NINE + HALF_HOUR, responsible=ZOE, papers=["ABCDE12345"])
    for rdv in (simple, rich):
        page(agent, rdv)
        with django_assert_num_queries(8):
            page(agent, rdv)


def test_at_the_desk_three_documents_take_the_time_of_three(agent: Browser, office: Office) -> None:
    change(office, people={"unit": "document", "at_most": 3, "minutes_each": 20})
    form = typed(office, combien="3")
    assert "Nombre de personnes ou de documents" in text(
        agent.get(NEW, agent=office.agent.pk, debut="2026-11-24T09:00")
    )
    for _ in range(2):
        assert agent.post(NEW, **form).status_code == 303
    rdv = Rdv.objects.get()
    assert (rdv.people, (rdv.ends_at - rdv.starts_at).total_seconds()) == (3, 70 * 60)
    shown = page(agent, rdv)
    assert "3 documents" in shown
    assert "1 h 10" in shown


@pytest.mark.parametrize("count", ["4", "0", "-1", "x", "9" * 5_000, "\0"])
def test_a_number_that_the_motif_does_not_take_is_refused_and_kept(
    agent: Browser, office: Office, count: str
) -> None:
    change(office, people={"unit": "document", "at_most": 3, "minutes_each": 20})
    answer = agent.post(NEW, **typed(office, combien=count))
    assert answer.status_code == 422
    assert "Zoé" in text(answer)
    assert not Rdv.objects.exists()


def test_a_motif_for_one_does_not_ask_how_many(agent: Browser, office: Office) -> None:
    assert "Nombre de personnes" not in text(agent.get(NEW, agent=office.agent.pk, debut="2026-11-24T09:00"))
    agent.post(NEW, **typed(office, combien="3", adresse="ailleurs"))
    rdv = Rdv.objects.get()
    assert (rdv.people, rdv.address) == (1, "")


def test_at_home_the_address_is_asked_and_shown(agent: Browser, office: Office) -> None:
    change(office, modalite=Modalite.HOME)
    refused = agent.post(NEW, **typed(office))
    assert refused.status_code == 422
    assert "Indiquez où l’agent doit se rendre." in text(refused)
    agent.post(NEW, **typed(office, adresse="3 rue des Trois-Visages, Arras"))
    assert "3 rue des Trois-Visages, Arras" in page(agent, Rdv.objects.get())


@pytest.fixture
def summons(office: Office) -> Participation:
    change(office, is_convocation=True, obligations="Venez en personne.")
    return book_rdv(office.wanted(), identity=ZOE, by=desk(office), now=NOW)


def test_a_summons_is_marked_and_its_letter_printed_for_everybody(
    agent: Browser, summons: Participation
) -> None:
    shown = page(agent, summons.rdv)
    assert "Convocation" in shown
    assert "la convocation par courrier" in shown
    answer = agent.post(f"/agent/rdv/{summons.rdv_id}/courrier.pdf", personne=summons.pk)
    assert answer.content.startswith(b"%PDF-")


def test_what_was_sent_is_proved_on_paper(agent: Browser, summons: Participation) -> None:
    Receipt.objects.create(
        key="k",
        kind=MessageKind.RDV_BOOKED,
        channel=Channel.SMS,
        rdv=summons.rdv,
        usager=summons.usager,
        contact='"#panic(1)"@exemple.fr',
        state=ReceiptState.DELIVERED,
        created_at=NOW,
        sent_at=NOW,
        done_at=NOW,
    )
    url = f"/agent/rdv/{summons.rdv_id}/preuve-envoi.pdf"
    assert url in page(agent, summons.rdv)
    answer = agent.get(url)
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "private, no-store")
    assert all(mark in answer.content for mark in (b"%PDF-", b"/StructTreeRoot", b"pdfuaid"))


def test_the_proof_is_for_agents_of_this_administration(agent: Browser, summons: Participation) -> None:
    url = f"/agent/rdv/{summons.rdv_id}/preuve-envoi.pdf"
    assert Browser().get(url).status_code in {302, 303, 403}
    assert Browser(PAS_DE_CALAIS).get(url).status_code in {302, 303, 403, 404}
    assert agent.get(f"/agent/rdv/{uuid4()}/preuve-envoi.pdf").status_code == 404
