"""What crosses from an administration's host to the sign-in host, and the exact name of a host."""

from datetime import timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation.tenancy import in_public
from sso.tickets.models import Purpose
from sso.tickets.passage import Passage, PassageRefused, arrival_url, asked, read, sign, tenant_at
from sso.tickets.secrets import new_secret
from tenants.commands.suspend_tenant import suspend_tenant
from tenants.models import Domain, Tenant
from tests.sso.tickets.travel import ARRAS, NOW

pytestmark = pytest.mark.django_db

BAD_HOSTS = [
    "",
    "inconnue.rdv.localhost",
    "rdv.localhost",
    "arras.rdv.localhost:443",
    "ARRAS.rdv.localhost",
    "arras.rdv.localhost.",
    "arras.rdv.localhost@evil.example",
    "evil.example@arras.rdv.localhost",
    "arras.rdv.localhost/",
    "arras.rdv.localhost#evil.example",
    "arras.rdv.localhost\\evil.example",
    "arras.rdv.localhost evil.example",
    " arras.rdv.localhost",
    "arras.rdv.localhost\x00",
    "arras.rdv.localhost\n",
    "аrras.rdv.localhost",
    "xn--rras-43d.rdv.localhost",
    "ａrras.rdv.localhost",
    "http://arras.rdv.localhost",
    "arras.rdv.localhost" + "a" * 300,
]


def facts(**changed: str) -> dict[str, str]:
    return {"hote": ARRAS, "etat": new_secret(), "defi": new_secret(), "but": "agent"} | changed


def test_a_passage_is_read_as_it_was_signed(arras: Tenant) -> None:
    passage = asked(facts())
    assert read(sign(passage)) == passage
    assert (passage.tenant_id, passage.host, passage.purpose) == (arras.pk, ARRAS, Purpose.AGENT)


@pytest.mark.parametrize("host", BAD_HOSTS)
def test_a_host_that_only_looks_like_one_of_ours_is_refused(host: str, arras: Tenant) -> None:
    with pytest.raises(PassageRefused):
        asked(facts(hote=host))


@given(host=st.one_of(st.text(max_size=60), st.from_regex(r"[a-z.]{0,8}arras\.rdv\.localhost[\W\w]{0,6}")))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_invented_host_is_ever_taken_for_one_of_ours(host: str, arras: Tenant) -> None:
    tenant = tenant_at(host)
    with in_public():
        assert (tenant is not None) == Domain.objects.filter(domain=host.replace("\x00", "?")).exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"etat": ""},
        {"etat": "court"},
        {"etat": new_secret() + "a"},
        {"defi": ""},
        {"defi": "é" * 43},
        {"but": ""},
        {"but": "logout"},
        {"but": "admin"},
    ],
)
def test_a_passage_lacks_nothing(changed: dict[str, str], arras: Tenant) -> None:
    with pytest.raises(PassageRefused):
        asked(facts(**changed))


def test_a_forged_passage_is_refused(arras: Tenant) -> None:
    signed = sign(asked(facts()))
    for forged in ("", "x", signed[:-1], signed + "a", signed.replace(":", "", 1)):
        with pytest.raises(PassageRefused):
            read(forged)


def test_ten_minutes_later_a_passage_is_refused(arras: Tenant) -> None:
    with time_machine.travel(NOW, tick=False):
        signed = sign(asked(facts()))
    with (
        time_machine.travel(NOW + timedelta(minutes=10, seconds=1), tick=False),
        pytest.raises(PassageRefused),
    ):
        read(signed)


def test_a_host_given_to_another_administration_meanwhile_is_refused(
    arras: Tenant, pas_de_calais: Tenant
) -> None:
    Domain.objects.create(tenant=arras, domain="rdv.arras.example")
    signed = sign(asked(facts(hote="rdv.arras.example")))
    Domain.objects.filter(domain="rdv.arras.example").update(tenant=pas_de_calais)
    with pytest.raises(PassageRefused):
        read(signed)


def test_an_administration_suspended_meanwhile_is_refused(arras: Tenant) -> None:
    signed = sign(asked(facts()))
    suspend_tenant("arras")
    with pytest.raises(PassageRefused):
        read(signed)


def test_one_comes_back_to_the_host_one_left(arras: Tenant, settings: object) -> None:
    Domain.objects.create(tenant=arras, domain="rdv.arras.example")
    passage = Passage(arras.pk, "rdv.arras.example", "etat", "defi", Purpose.AGENT)
    assert arrival_url(passage, "billet").endswith(
        "://rdv.arras.example/sso/arrivee/?billet=billet&etat=etat"
    )
