"""The administrator's page about senders, SMS accounts and the list of messages."""

from typing import Any

import pytest

from booking.commands.add_sms_account import add_sms_account
from booking.models import MessageSettings
from booking.queries.message_settings import message_settings, sms_accounts
from foundation import clock
from foundation.actors import Actor, ActorKind
from foundation.courier.contract import SmsAccount
from foundation.courier.sms import name_of
from tests.architecture.test_urls import example
from tests.architecture.url_table import TENANT_HOST
from tests.booking.agents.conftest import Browser, text
from tests.counterparts.sms_gateway.client import SmsGateway

MESSAGES = "/agent/parametres/messages/"
ADMIN = Actor(ActorKind.AGENT, is_admin=True)
OURS = [route for route in TENANT_HOST if route.startswith("agent/parametres/messages/")]
KEYS = {
    "service": "sms-ab123-1",
    "application_key": "cle-visible",
    "application_secret": "secret-cache",
    "consumer_key": "consommateur-cache",
}


@pytest.mark.parametrize("route", OURS)
def test_an_agent_who_is_no_administrator_is_refused(agent: Browser, route: str) -> None:
    assert agent.get(example(route)).status_code == 403
    assert agent.post(example(route)).status_code == 403


def test_the_menu_leads_there_for_administrators_only(agent: Browser, admin: Browser) -> None:
    assert MESSAGES not in text(agent.get("/agent/agenda/"))
    assert f'href="{MESSAGES}"' in text(admin.get("/agent/parametres/"))
    assert '<a href="/agent/parametres/" aria-current="page">Réglages</a>' in text(admin.get(MESSAGES))


def test_an_administration_that_chose_nothing_uses_national_texts_and_its_own_name(admin: Browser) -> None:
    page = text(admin.get(MESSAGES))
    assert page.count("Texte national.") == 6
    assert "Les téléphones affichent aujourd’hui : MairieArras." in page
    assert "Vos SMS partent du compte de la plateforme." in page
    assert not MessageSettings.objects.exists()


def test_the_sender_and_the_address_of_answers_are_kept(admin: Browser) -> None:
    answer = admin.post(MESSAGES, sender="MairieArras", reply_to="accueil@arras.example")
    assert (answer.status_code, answer["Location"]) == (303, f"{MESSAGES}?fait=enregistre")
    kept = message_settings()
    assert (kept.sender, kept.reply_to) == ("MairieArras", "accueil@arras.example")


@pytest.mark.parametrize("sender", ["62Arras", "Mairie Arras", "Préfecture", "A-B", "MairieDArras"])
def test_a_sender_that_operators_refuse_is_refused_and_kept_in_the_form(admin: Browser, sender: str) -> None:
    answer = admin.post(MESSAGES, sender=sender, reply_to="")
    assert answer.status_code == 422
    assert f'value="{sender}"' in text(answer)
    assert not MessageSettings.objects.filter(sender=sender).exists()


def add_ovh(admin: Browser, **more: str) -> None:
    assert admin.post(f"{MESSAGES}ajouter/ovh/", **KEYS | more).status_code == 303


def test_an_account_is_sealed_and_never_shown_again(admin: Browser) -> None:
    add_ovh(admin)
    (account,) = sms_accounts(message_settings())
    assert (account.driver, account.credentials, account.sender) == ("ovh", KEYS, "")
    assert "secret" not in message_settings().sms_accounts
    page = text(admin.get(MESSAGES))
    assert "OVHcloud" in page
    assert not any(value in page for value in KEYS.values())


def test_a_refused_form_does_not_write_the_secrets_back(admin: Browser) -> None:
    answer = admin.post(f"{MESSAGES}ajouter/ovh/", **KEYS | {"service": ""})
    assert answer.status_code == 422
    assert "Remplissez ce champ : nom du service SMS." in text(answer)
    assert "secret-cache" not in text(answer)


def test_accounts_are_tried_in_the_order_one_chooses(admin: Browser) -> None:
    add_ovh(admin)
    assert admin.post(f"{MESSAGES}ajouter/brevo/", api_key="cle-cachee", sender="Arras").status_code == 303
    page = text(admin.get(MESSAGES))
    assert page.index("<strong>OVHcloud") < page.index("<strong>Brevo")
    second = page.split("/comptes/")[-1].split("/")[0]
    assert admin.post(f"{MESSAGES}comptes/{second}/premier/").status_code == 303
    assert [each.driver for each in sms_accounts(message_settings())] == ["brevo", "ovh"]
    assert admin.post(f"{MESSAGES}comptes/{second}/retirer/").status_code == 303
    assert [each.driver for each in sms_accounts(message_settings())] == ["ovh"]


@pytest.mark.parametrize(
    ("driver", "warned"),
    [("brevo", True), ("ovh", True), ("netsize", True), ("http", False), ("template", False)],
)
def test_who_adds_an_account_reads_that_its_carrier_may_send_twice(
    admin: Browser, driver: str, warned: bool
) -> None:
    """Decision 0013."""
    page = text(admin.get(f"{MESSAGES}ajouter/{driver}/"))
    assert ("peut envoyer deux fois le même SMS" in page) is warned


def test_five_accounts_are_too_many(admin: Browser) -> None:
    for number in range(4):
        add_ovh(admin, service=f"sms-{number}")
    answer = admin.post(f"{MESSAGES}ajouter/ovh/", **KEYS)
    assert answer.status_code == 409
    assert "Quatre comptes suffisent." in text(answer)


@pytest.mark.parametrize(
    "url", ["http://sms.example/", "https://127.0.0.1/", "https://10.0.0.1/x", "ftp://x"]
)
def test_a_gateway_inside_our_walls_is_refused(admin: Browser, url: str) -> None:
    answer: Any = admin.client.post(f"{MESSAGES}ajouter/http/", {"url": url}, secure=True)
    assert answer.status_code == 422
    assert "Cette adresse est refusée." in text(answer)


def test_an_unknown_carrier_or_account_does_not_exist(admin: Browser) -> None:
    assert admin.get(f"{MESSAGES}ajouter/pigeon/").status_code == 404
    assert admin.post(f"{MESSAGES}comptes/inconnu/verifier/").status_code == 404
    assert admin.get(f"{MESSAGES}inconnu/").status_code == 404


def test_accounts_whose_key_is_gone_are_told_and_nothing_breaks(admin: Browser) -> None:
    MessageSettings.objects.create(id=1, sms_accounts="illisible")
    assert "Comptes illisibles" in text(admin.get(MESSAGES))


@pytest.mark.parametrize(
    ("driver", "sentence"),
    [
        ("brevo", "Brevo répond. Crédit restant :"),
        ("ovh", "OVHcloud répond. Crédit restant :"),
        ("netsize", "Netsize (LINK Mobility) ne dit pas ce qu’il reste."),
    ],
)
def test_an_account_is_checked_by_asking_the_carrier_what_is_left(
    admin: Browser, gateway: SmsGateway, driver: str, sentence: str
) -> None:
    account = SmsAccount(driver, gateway.credentials(driver))
    add_sms_account(account, by=ADMIN, now=clock.now())
    assert sentence in text(admin.post(f"{MESSAGES}comptes/{name_of(account)}/verifier/"))


def test_an_account_that_the_carrier_refuses_is_told(admin: Browser, gateway: SmsGateway) -> None:
    account = SmsAccount("brevo", {**gateway.credentials("brevo"), "api_key": "fausse"})
    add_sms_account(account, by=ADMIN, now=clock.now())
    page = text(admin.post(f"{MESSAGES}comptes/{name_of(account)}/verifier/"))
    assert "Brevo ne répond pas ou refuse ce compte." in page
