"""What an administration gives to its carriers, what is left at them, and where people meet by video."""

from decimal import Decimal

import pytest

from booking.commands.add_sms_account import add_sms_account
from booking.queries.message_settings import message_settings, sms_accounts
from foundation import clock
from foundation.actors import Actor, ActorKind
from foundation.courier.contract import SmsAccount
from foundation.courier.credits import Credit, keep_credit
from foundation.courier.sms import name_of
from tests.booking.agents.conftest import ARRAS, Browser, text

MESSAGES = "/agent/parametres/messages/"
BREVO = SmsAccount("brevo", {"api_key": "une-cle"})


@pytest.fixture
def account(office: object) -> SmsAccount:
    add_sms_account(BREVO, by=Actor(ActorKind.AGENT, is_admin=True), now=clock.now())
    return BREVO


def test_without_an_account_of_its_own_there_is_no_address_to_give(admin: Browser) -> None:
    assert "Nouvelle clé" not in text(admin.get(MESSAGES))


def test_each_message_tells_the_carrier_where_to_report(account: SmsAccount) -> None:
    """With the key that is made for the first account, and that others keep."""
    (own,) = sms_accounts(message_settings())
    key = message_settings().inbound_key
    assert own.reports == f"http://{ARRAS}/retours/{key}/brevo/accuses/"
    add_sms_account(
        SmsAccount("netsize", {"username": "a", "password": "b"}),
        by=Actor(ActorKind.AGENT, is_admin=True),
        now=clock.now(),
    )
    assert message_settings().inbound_key == key
    assert name_of(own) == name_of(account)


def test_addresses_are_shown_and_renewed(admin: Browser, account: SmsAccount) -> None:
    first = message_settings().inbound_key
    page = text(admin.get(MESSAGES))
    for end in ("accuses", "reponses"):
        path = f"/retours/{first}/brevo/{end}/"
        assert f"{ARRAS}" in page
        assert path in page
        assert Browser().post(path).status_code == 200
    assert admin.post(MESSAGES, geste="cle")["Location"] == f"{MESSAGES}?fait=cle"
    assert message_settings().inbound_key not in {"", first}
    assert Browser().post(f"/retours/{first}/brevo/accuses/").status_code == 401


def test_what_is_left_is_shown_with_the_account(admin: Browser, account: SmsAccount) -> None:
    assert "Crédit restant" not in text(admin.get(MESSAGES))
    keep_credit(account, Credit(Decimal("1250.50"), clock.now()))
    page = text(admin.get(MESSAGES))
    assert "Crédit restant : 1250,5" in page
    assert "(demandé le lundi 23 novembre" in page
    keep_credit(account, Credit(Decimal(12), clock.now()))
    assert "<strong>Crédit à recharger</strong> : 12" in text(admin.get(MESSAGES))


def test_a_link_of_ones_own_is_seen_before_it_is_kept(admin: Browser) -> None:
    assert "https://webconf.numerique.gouv.fr/RdvServicePublic" in text(admin.get(MESSAGES))
    own = "https://visio.arras.fr/{jeton}"
    seen = text(admin.post(MESSAGES, geste="visio-exemple", video_pattern=own))
    assert "Exemple de lien : https://visio.arras.fr/" in seen
    assert "webconf" not in seen.split("Exemple de lien")[1].split("</p>")[0]
    assert message_settings().video_pattern == ""
    assert admin.post(MESSAGES, geste="visio", video_pattern=own)["Location"] == f"{MESSAGES}?fait=visio"
    assert message_settings().video_pattern == own


@pytest.mark.parametrize(
    "pattern",
    [
        "https://visio.arras.fr/salle",
        "http://visio.arras.fr/{jeton}",
        "https://{jeton}.exemple.fr/",
        "javascript:alert('{jeton}')",
        "https://moi:secret@visio.arras.fr/{rdv}",
        "https://[visio/{rdv}",
        "https:///{rdv}",
    ],
)
def test_a_link_that_all_would_share_or_that_leads_elsewhere_is_refused(admin: Browser, pattern: str) -> None:
    answer = admin.post(MESSAGES, geste="visio", video_pattern=pattern)
    assert answer.status_code == 422
    assert "Ce lien ne convient pas." in text(answer)
    assert message_settings().video_pattern == ""


@pytest.mark.parametrize("geste", ["cle", "visio"])
def test_an_agent_who_is_no_administrator_changes_nothing(agent: Browser, geste: str) -> None:
    assert agent.post(MESSAGES, geste=geste, video_pattern="").status_code == 403
