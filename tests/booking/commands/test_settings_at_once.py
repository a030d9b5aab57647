"""Two administrators, or one who clicks twice: nothing is lost without a word, nothing is made twice."""

from functools import partial

import pytest

from booking.commands.add_motif import add_motif
from booking.commands.save_motif import MotifChanged, save_motif
from booking.commands.set_referents import set_referents
from booking.models import Motif, Usager
from booking.queries.motif_settings import seen_of
from booking.vocabulary import AgentRole
from foundation.actors import Actor, ActorKind
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.commands.at_once import at_once, counted
from tests.booking.commands.conftest import NOW, Office, make_office
from tests.booking.commands.proof import desk
from tests.makers.office import make_agent

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(arras: Tenant) -> Office:
    with in_tenant(arras):
        return make_office()


@pytest.fixture
def chief(arras: Tenant, office: Office) -> Actor:
    with in_tenant(arras):
        agent = make_agent(office.motif.organisation, level=AgentRole.ADMIN)
    return Actor(ActorKind.AGENT, id=agent.pk, name="Claire Dubois", is_admin=True)


def test_of_six_who_write_one_section_five_are_told(arras: Tenant, office: Office, chief: Actor) -> None:
    seen = seen_of(office.motif, ["instructions"])
    texts = [f"Sonnez {number} fois." for number in range(6)]
    got = at_once(
        arras,
        *[
            partial(save_motif, office.motif.slug, {"instructions": text}, seen=seen, by=chief, now=NOW)
            for text in texts
        ],
    )
    (written,) = [each for each in got if isinstance(each, Motif)]
    assert got.count(MotifChanged) == 5
    with in_tenant(arras):
        assert Motif.objects.get().instructions == written.instructions


def test_one_form_sent_six_times_adds_one_motif(arras: Tenant, office: Office, chief: Actor) -> None:
    values = {"name": "Carte d’identité", "service_id": office.motif.service_id}
    organisation = office.motif.organisation_id
    got = at_once(arras, *[partial(add_motif, values, organisation_id=organisation, by=chief, now=NOW)] * 6)
    assert counted(got) == {"done": 1, "motif-deja-connu": 5}
    with in_tenant(arras):
        assert Motif.objects.filter(name="Carte d’identité").count() == 1


def test_the_referents_of_somebody_are_one_list_whole(arras: Tenant, office: Office) -> None:
    with in_tenant(arras):
        zoe = Usager.objects.create(first_name="Zoé", last_name="Martin", created_at=NOW)
        pairs = [{make_agent(office.motif.organisation).pk for _ in range(2)} for _ in range(4)]
    got = at_once(arras, *[partial(set_referents, zoe, pair, by=desk(office)) for pair in pairs * 2])
    assert counted(got) == {"done": 8}
    with in_tenant(arras):
        assert set(zoe.referents.values_list("pk", flat=True)) in pairs
