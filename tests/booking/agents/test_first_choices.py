"""What the agents' forms have chosen before anything is typed: nothing that nobody chose."""

import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from booking.models import Invitation, Motif
from booking.vocabulary import BookableBy
from tests.booking.agents.conftest import Browser, text
from tests.booking.commands.conftest import Office
from tests.makers.office import make_motif

INVITE = [f"/agent/invitations/{each}/" for each in ("nouvelle", "plusieurs", "ouverte")]
ENROL = "/agent/liste-attente/inscrire/"


@pytest.fixture
def workshop(office: Office) -> Motif:
    """First of the list, before the passport."""
    return make_motif(office.motif.organisation, slug="atelier", name="Atelier")


def options(page: str, name: str) -> list[tuple[str, bool]]:
    """Each choice of a list, and whether it is chosen."""
    (listed,) = re.findall(rf'<select[^>]* name="{name}".*?</select>', page, re.DOTALL)
    return [
        (said, bool(chosen)) for chosen, said in re.findall(r"<option [^>]*?( selected)?>([^<]*)", listed)
    ]


@pytest.mark.parametrize("url", INVITE)
def test_among_several_motifs_none_is_chosen_to_invite(agent: Browser, workshop: Motif, url: str) -> None:
    prompt, *others = options(text(agent.get(url)), "cible")
    assert prompt == ("Choisissez un motif ou un service", True)
    assert len(others) > 1
    assert not any(chosen for _, chosen in others)


def test_among_several_motifs_none_is_chosen_to_wait_for(agent: Browser, workshop: Motif) -> None:
    prompt, *others = options(text(agent.get(ENROL)), "motif")
    assert prompt == ("Choisissez un motif", True)
    assert len(others) == 2
    assert not any(chosen for _, chosen in others)


def test_the_only_motif_is_the_one(office: Office, agent: Browser) -> None:
    for url, name in ((ENROL, "motif"), (INVITE[0], "cible")):
        assert [said for said, _ in options(text(agent.get(url)), name)] == [office.motif.name]


def test_the_page_of_a_motif_leads_to_it(office: Office, agent: Browser, workshop: Motif) -> None:
    slug = office.motif.slug
    for url, name in ((ENROL, "motif"), (INVITE[0], "cible")):
        chosen = [said for said, is_chosen in options(text(agent.get(url, motif=slug)), name) if is_chosen]
        assert chosen == [office.motif.name]
    for stranger in ("ailleurs", "x" * 10_000, "\0"):
        assert agent.get(INVITE[0], motif=stranger).status_code == 200
        assert agent.get(ENROL, motif=stranger).status_code == 200


def test_no_slot_and_no_invitation_without_a_motif(agent: Browser, workshop: Motif) -> None:
    answer = agent.post(ENROL, cle=uuid4(), motif="", prenom="Zoé", nom="Martin", jusqu_au="2026-12-31")
    assert (answer.status_code, "Choisissez un motif." in text(answer)) == (422, True)
    assert not Invitation.objects.exists()


def test_a_link_lasts_thirty_days_unless_another_day_is_said(office: Office, agent: Browser) -> None:
    page = text(agent.get(INVITE[2]))
    assert 'value="2026-12-23"' in page, "thirty days from Monday 23 November"
    assert "Sans date, le lien sert 30 jours." in page
    said = {"cible": f"motif-{office.motif.pk}", "utilisations": "5"}
    for day in ("", "2026-12-01"):
        assert agent.post(INVITE[2], cle=uuid4(), jusqu_au=day, **said).status_code == 303
    ends = Invitation.objects.order_by("-expires_at").values_list("expires_at", flat=True)
    assert list(ends) == [
        datetime(2026, 12, 23, 22, 59, 59, tzinfo=UTC),
        datetime(2026, 12, 1, 22, 59, 59, tzinfo=UTC),
    ]


def test_the_page_without_slot_leads_to_the_waiting_list(office: Office, agent: Browser) -> None:
    make_motif(office.motif.organisation, slug="sans-plage", name="Sans plage")
    assert f"{ENROL}?motif=sans-plage" in text(agent.get("/agent/motifs/sans-plage/pourquoi/"))


def test_the_page_of_a_motif_invites_to_it_when_that_is_allowed(office: Office, admin: Browser) -> None:
    sheet, invite = f"/agent/parametres/motifs/{office.motif.slug}/", f"{INVITE[0]}?motif={office.motif.slug}"
    assert invite in text(admin.get(sheet))
    Motif.objects.update(bookable_by=BookableBy.AGENTS)
    assert invite not in text(admin.get(sheet))
