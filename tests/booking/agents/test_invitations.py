"""Agents invite, follow what became of it, take it back."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.models import Invitation, Usager
from booking.vocabulary import BookableBy
from foundation.outbox.models import Message
from foundation.tenancy import in_public, in_tenant
from tenants.models import Tenant
from tests.booking.agents.conftest import PAS_DE_CALAIS, Browser, text
from tests.booking.commands.conftest import NOW, Office, make_office
from tests.makers.office import make_motif, make_organisation

LIST = "/agent/invitations/"
NEW, SEVERAL, OPEN = f"{LIST}nouvelle/", f"{LIST}plusieurs/", f"{LIST}ouverte/"
ZOE = {"prenom": "Zoé", "nom": "Martin", "telephone": "06 12 34 56 78", "courriel": ""}


@pytest.fixture
def said(office: Office) -> dict[str, str]:
    office.motif.bookable_by = BookableBy.INVITED
    office.motif.save()
    return {
        "cle": str(uuid4()),
        "cible": f"motif-{office.motif.pk}",
        "objet": "Faire le point",
        "jusqu_au": "2026-12-15",
    }


def make_invitation(office: Office, **fields: Any) -> Invitation:
    values: dict[str, Any] = {"motif": office.motif, "expires_at": NOW + timedelta(days=7), "created_at": NOW}
    return Invitation.objects.create(**{"organisation": office.agenda.organisation} | values | fields)


def announced() -> int:
    with in_public():
        return Message.objects.filter(name="booking.invitation.made").count()


def test_one_person_is_invited_and_told(office: Office, agent: Browser, said: dict[str, str]) -> None:
    assert office.motif.name in text(agent.get(NEW))
    for _ in range(2):
        answer = agent.post(NEW, **said, **ZOE, utilisations="2")
        assert (answer.status_code, answer["Location"]) == (303, f"{LIST}?fait=envoyee")
    invitation = Invitation.objects.select_related("usager").get()
    assert (str(invitation.usager), invitation.uses_at_most) == ("Zoé Martin", 2)
    assert invitation.expires_at == datetime(2026, 12, 15, 22, 59, 59, tzinfo=UTC)
    assert invitation.created_by == office.agent
    assert announced() == 1
    page = text(agent.get(LIST))
    assert "Zoé Martin" in page
    assert f"/i/{invitation.token}/" in page


def test_a_known_usager_is_not_entered_twice(office: Office, agent: Browser, said: dict[str, str]) -> None:
    zoe = Usager.objects.create(
        first_name="Zoé", last_name="Martin", phone="+33612345678", email="zoe@exemple.fr", created_at=NOW
    )
    form = text(agent.get(f"{NEW}?usager={zoe.pk}"))
    assert 'value="zoe@exemple.fr"' in form
    agent.post(NEW, **said, **ZOE, utilisations="1")
    assert Invitation.objects.get().usager == zoe


def test_a_list_is_pasted(office: Office, agent: Browser, said: dict[str, str]) -> None:
    lines = "Zoé;Martin;0612345678;\n\nLéo\tPetit\t\tleo@exemple.fr\n"
    answer = agent.post(SEVERAL, **said, personnes=lines)
    assert answer["Location"] == f"{LIST}?fait=envoyees&combien=2"
    assert sorted(str(each.usager) for each in Invitation.objects.all()) == ["Léo Petit", "Zoé Martin"]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("", "Donnez au moins une personne."),
        ("Zoé;Martin;0612345678\nLéo;Petit", "Ligne 2 : Donnez un portable ou une adresse électronique"),
        ("Zoé", "Ligne 1 : Saisissez le nom."),
        ("Zoé;Martin;12", "Ligne 1 : Ce numéro de téléphone n’existe pas"),
        ("Zoé;Martin;0612345678\n" * 201, "Invitez 200 personnes au plus"),
        ("x" * 100_000, "Cette liste est trop longue."),
    ],
)
def test_a_wrong_list_invites_nobody(agent: Browser, said: dict[str, str], lines: str, sentence: str) -> None:
    refused = agent.post(SEVERAL, **said, personnes=lines)
    assert refused.status_code == 422
    assert sentence in text(refused)
    assert not Invitation.objects.exists()


def test_an_open_link_is_for_whoever_has_it(office: Office, agent: Browser, said: dict[str, str]) -> None:
    assert agent.post(OPEN, **said, utilisations="50").status_code == 303
    invitation = Invitation.objects.get()
    assert (invitation.usager, invitation.uses_at_most) == (None, 50)
    assert announced() == 0
    page = text(agent.get(LIST))
    assert "Lien ouvert" in page
    assert "Lien à remettre" in page
    assert "Envoyée" not in page, "nobody was written to"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"jusqu_au": "hier"}, "Cette date n’existe pas."),
        ({"jusqu_au": "2026-11-22"}, "Donnez une date de fin à venir"),
        ({"cible": "motif-0"}, "Choisissez un motif ou un service de la liste."),
        ({"cible": ""}, "Choisissez un motif ou un service."),
        ({"utilisations": "0"}, "Écrivez un nombre entier, de 1 à 1 000."),
        ({"telephone": ""}, "Donnez un portable ou une adresse électronique"),
        ({"objet": "x" * 100_000}, "250 caractères au plus"),
        ({"nom": "Mar\0tin"}, "caractère invisible"),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_the_form(
    agent: Browser, said: dict[str, str], wrong: dict[str, str], sentence: str
) -> None:
    refused = agent.post(NEW, **said | ZOE | {"utilisations": "1"} | wrong)
    assert refused.status_code == 422
    assert sentence in text(refused)
    if "nom" not in wrong:
        assert 'value="Martin"' in text(refused)
    assert not Invitation.objects.exists()


def test_a_link_is_taken_back_or_sent_again(office: Office, agent: Browser, said: dict[str, str]) -> None:
    agent.post(NEW, **said, **ZOE, utilisations="1")
    url = f"{LIST}{Invitation.objects.get().pk}/"
    assert agent.post(f"{url}renvoyer/")["Location"] == f"{LIST}?fait=renvoyee"
    assert announced() == 2
    for _ in range(2):
        assert agent.post(f"{url}retirer/")["Location"] == f"{LIST}?fait=retiree"
    refused = agent.post(f"{url}renvoyer/")
    assert refused.status_code == 409
    assert announced() == 2


def test_each_state_has_its_list(office: Office, agent: Browser) -> None:
    names: dict[str, dict[str, Any]] = {
        "sent": {},
        "used": {"uses": 1},
        "expired": {"expires_at": NOW},
        "revoked": {"revoked_at": NOW},
    }
    for state, fields in names.items():
        make_invitation(office, purpose=f"<{state}>", **fields)
    for state in names:
        page = text(agent.get(LIST, etat=state))
        assert [name for name in names if f"&lt;{name}&gt;" in page] == [state]
    assert all(f"&lt;{name}&gt;" in text(agent.get(LIST, etat="n'importe quoi")) for name in names)


def test_other_organisations_invitations_are_theirs(office: Office, agent: Browser) -> None:
    elsewhere = make_organisation()
    motif = make_motif(elsewhere, bookable_by=BookableBy.INVITED)
    theirs = make_invitation(office, organisation=elsewhere, motif=motif, purpose="Ailleurs")
    assert "Ailleurs" not in text(agent.get(LIST))
    assert agent.post(f"{LIST}{theirs.pk}/retirer/").status_code == 404
    assert f"motif-{motif.pk}" not in text(agent.get(NEW))


def test_another_administration_changes_nothing(
    pas_de_calais: Tenant, office: Office, agent: Browser
) -> None:
    ours = make_invitation(office)
    with in_tenant(pas_de_calais):
        stranger = Browser(PAS_DE_CALAIS).sign_in(make_office().agent)
    for verb in ("retirer", "renvoyer"):
        assert stranger.post(f"{LIST}{ours.pk}/{verb}/").status_code == 404
    assert Browser().get(LIST).status_code == 302


def test_the_list_costs_the_same_whatever_its_length(office: Office, agent: Browser) -> None:
    counts = []
    for _ in range(2):
        make_invitation(office)
        agent.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            assert agent.get(LIST).status_code == 200
        counts.append(len(queries))
        for number in range(20):
            zoe = Usager.objects.create(first_name="Z", last_name=f"M{number}", created_at=NOW)
            make_invitation(office, usager=zoe)
    assert counts[0] == counts[1]


def test_a_landline_alone_receives_no_invitation(
    office: Office, agent: Browser, said: dict[str, str]
) -> None:
    landline = ZOE | {"telephone": "03 21 50 50 50"}
    assert agent.post(NEW, **said, **landline, utilisations="1").status_code == 422
    assert (
        agent.post(NEW, **said, **landline | {"courriel": "zoe@exemple.fr"}, utilisations="1").status_code
        == 303
    )
