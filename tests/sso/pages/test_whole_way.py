"""The whole way, through the real identity server: an administration’s page, ProConnect, the page wanted; then out."""

import re
from html import unescape
from typing import Any

import pytest

from foundation.tenancy import in_public, in_tenant
from sso.accounts.models import Account, PlatformSession
from tenants.models import Tenant
from tests.counterparts.identity.client import Browser, IdentityServer
from tests.makers.office import make_agent, make_organisation
from tests.sso.conftest import agent
from tests.sso.pages.browsing import ARRAS, PUBLIC, Browsing

pytestmark = pytest.mark.django_db

LINK = re.compile(r'class="fr-connect[^"]*" href="([^"]+)"')


def test_an_agent_enters_by_proconnect_and_leaves_both(arras: Tenant, identity: IdentityServer) -> None:
    person = {"given_name": "Camille", "usual_name": "Durand", "email": "camille.durand@arras.example"}
    browser, upstream = Browsing(), Browser()
    at_door = walk_in(browser, upstream)
    assert "Vous n’avez pas encore accès" in at_door.content.decode()
    with in_public():
        account = Account.objects.get(email=person["email"])
    with in_tenant(arras):
        make_agent(make_organisation(), account_id=account.pk)
    answer = walk_in(browser, upstream)
    assert answer.request["PATH_INFO"] == "/agent/agenda/"
    assert answer.status_code == 200

    page = browser.post("/deconnexion/", host=ARRAS).content.decode()
    onward = unescape(re.findall(r'content="0;url=([^"]+)"', page)[0])
    ended = browser.get(onward).headers["Location"]
    home = browser.get(upstream.end_session(ended), host=PUBLIC)
    assert home.headers["Location"] == f"http://{ARRAS}/"
    assert identity.requests("session/end")[-1]["parameters"]["id_token_hint"].count(".") == 2
    assert not browser.is_in(ARRAS)
    with in_public():
        assert not PlatformSession.objects.filter(revoked_at=None).exists()


@pytest.mark.parametrize("claims", [{"acr": "eidas0"}, {"roles": []}])
def test_who_proconnect_does_not_vouch_for_enough_gets_no_ticket(
    claims: dict[str, Any], arras: Tenant, identity: IdentityServer
) -> None:
    identity.configure(persons=[agent("camille", **claims)])
    answer = walk_in(Browsing(), Browser())
    assert answer.status_code in {400, 403}
    assert f'href="http://{ARRAS}/"' in answer.content.decode()


def walk_in(browser: Browsing, upstream: Browser) -> Any:
    """From the page one wanted to the page one gets."""
    door = browser.get("/agent/agenda/", host=ARRAS).headers["Location"]
    link = unescape(LINK.findall(browser.get(door, host=ARRAS).content.decode())[0])
    answer = browser.follow(link, host=ARRAS)
    if answer.status_code in {302, 303}:
        answer = browser.follow(upstream.sign_in(answer.headers["Location"], "camille"), host=PUBLIC)
    return answer
