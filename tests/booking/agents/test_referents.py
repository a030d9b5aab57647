"""Which agents follow somebody."""

from uuid import uuid4

import pytest

from booking.models import AccessEntry, Usager
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.agents.conftest import PAS_DE_CALAIS, Browser, text
from tests.booking.commands.conftest import NOW, Office, make_office
from tests.makers.office import make_agent


@pytest.fixture
def zoe(office: Office) -> Usager:
    return Usager.objects.create(first_name="Zoé", last_name="Martin", created_at=NOW)


def test_referents_are_chosen_and_changed(office: Office, agent: Browser, zoe: Usager) -> None:
    url, other = f"/agent/usagers/{zoe.pk}/referents/", make_agent(office.agenda.organisation)
    assert str(other.last_name) in text(agent.get(url))
    for chosen in ([office.agent, other], [other], []):
        answer = agent.client.post(url, {"referents": [str(each.pk) for each in chosen]}, secure=True)
        assert answer.status_code == 303
        assert set(zoe.referents.all()) == set(chosen)
    assert "Référents enregistrés" in text(agent.get(answer["Location"]))
    assert AccessEntry.objects.filter(usager=zoe).exists()


def test_only_agents_at_work_are_referents(office: Office, agent: Browser, zoe: Usager) -> None:
    gone = make_agent(office.agenda.organisation, is_active=False)
    url = f"/agent/usagers/{zoe.pk}/referents/"
    for made_up in (str(gone.pk), str(uuid4()), "x" * 100_000, "\0"):
        assert agent.post(url, referents=made_up).status_code == 422
    assert not zoe.referents.exists()


def test_somebody_unknown_or_of_another_administration(
    pas_de_calais: Tenant, office: Office, agent: Browser, zoe: Usager
) -> None:
    assert agent.get(f"/agent/usagers/{uuid4()}/referents/").status_code == 404
    with in_tenant(pas_de_calais):
        stranger = Browser(PAS_DE_CALAIS).sign_in(make_office().agent)
    assert stranger.get(f"/agent/usagers/{zoe.pk}/referents/").status_code == 404
    assert stranger.post(f"/agent/usagers/{zoe.pk}/referents/").status_code == 404
