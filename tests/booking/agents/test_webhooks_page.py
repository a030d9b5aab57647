"""The administrator's pages about webhooks."""

import re
from typing import Any
from uuid import UUID

import pytest

from booking.commands.open_webhook import open_webhook
from booking.commands.queue_webhooks import Told, queue_webhooks
from booking.models import WebhookEndpoint, WebhookPost
from booking.vocabulary import OFFERED_EVENTS, AgentRole, WebhookEvent
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.architecture.test_urls import example
from tests.architecture.url_table import TENANT_HOST
from tests.booking.agents.conftest import MONDAY_859, PAS_DE_CALAIS, Browser, text
from tests.booking.commands.conftest import Office
from tests.booking.commands.membership import make_admin
from tests.booking.reactions.webhooks.telling import wish
from tests.makers.office import make_agent, make_organisation

HOOKS = "/agent/parametres/webhooks/"
# An address, not a name: nothing is asked of a resolver.
OUTSIDE = "https://51.91.1.1/webhooks?jeton=secret"
OURS = [route for route in TENANT_HOST if route.startswith("agent/parametres/webhooks/")]
ALL = [str(event) for event in OFFERED_EVENTS]
SECRET = re.compile(r'value="(whsec_[A-Za-z0-9+/=]{44})"')


@pytest.fixture
def endpoint(office: Office) -> WebhookEndpoint:
    by = make_admin(office.agenda.organisation)
    return open_webhook(wish(OUTSIDE), by=by, now=MONDAY_859)[0]


@pytest.fixture
def post(endpoint: WebhookEndpoint) -> WebhookPost:
    return write(endpoint)


def write(endpoint: WebhookEndpoint, number: int = 1) -> WebhookPost:
    told = Told(
        event=WebhookEvent.RDV_BOOKED,
        message_id=UUID(int=number),
        at=MONDAY_859,
        kind="rdv",
        object_id=UUID(int=number),
        data={"statut": "scheduled"},
    )
    queue_webhooks(told, now=MONDAY_859)
    return WebhookPost.objects.get(message_id=told.message_id)


def page(endpoint: WebhookEndpoint, path: str = "") -> str:
    return f"{HOOKS}{endpoint.pk}/{path}"


@pytest.mark.parametrize("route", OURS)
def test_an_agent_who_is_no_administrator_is_refused(agent: Browser, route: str) -> None:
    assert agent.get(example(route)).status_code == 403
    assert agent.post(example(route)).status_code == 403


@pytest.mark.parametrize("route", [route for route in OURS if "<" in route])
def test_an_endpoint_of_another_administration_is_nowhere(
    pas_de_calais: Tenant, admin: Browser, route: str
) -> None:
    with in_tenant(pas_de_calais):
        by = make_admin(make_organisation())
        theirs = open_webhook(wish(OUTSIDE), by=by, now=MONDAY_859)[0]
        sent = write(theirs)
    url = "/" + route.replace("<uuid:endpoint_id>", str(theirs.pk)).replace("<uuid:post_id>", str(sent.pk))
    typed = {"adresse": OUTSIDE, "evenements": ALL, "du": "2026-11-23", "au": "2026-11-23"}
    assert admin.get(url).status_code in {404, 405}
    assert admin.post(url, **typed).status_code in {404, 405}
    with in_tenant(pas_de_calais):
        assert WebhookEndpoint.objects.get().is_active


def test_the_menu_leads_there_and_the_list_says_what_waits(admin: Browser, post: WebhookPost) -> None:
    assert f'href="{HOOKS}"' in text(admin.get("/agent/parametres/"))
    shown = text(admin.get(HOOKS))
    for word in ("Logiciel d’accueil", "51.91.1.1", "Tous les événements", "Actif", "1 en attente"):
        assert word in shown
    assert "jeton=secret" not in shown


def test_a_key_is_shown_once(admin: Browser) -> None:
    answer = admin.post(f"{HOOKS}nouveau/", description="", adresse=OUTSIDE, evenements=ALL[:2])
    assert answer.status_code == 200
    (secret,) = SECRET.findall(answer.content.decode())
    assert "no-store" in answer["Cache-Control"]
    endpoint = WebhookEndpoint.objects.get()
    assert endpoint.events == ALL[:2]
    for path in ("", "reglages/", "supprimer/"):
        assert secret not in admin.get(page(endpoint, path)).content.decode()
    assert "Rendez-vous pris, rendez-vous déplacé" in text(admin.get(HOOKS))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"adresse": ""}, "Saisissez l’adresse."),
        ({"adresse": "http://51.91.1.1/"}, "L’adresse doit commencer par https://."),
        ({"adresse": "https://192.168.0.10/"}, "mène à un réseau interne"),
        ({"adresse": "https://moi@51.91.1.1/"}, "ne peut pas contenir d’identifiant"),
        ({"adresse": f"https://51.91.1.1/{'a' * 500}"}, "trop longue"),
        ({"adresse": "https://51.91.1.1/\x00"}, "caractère invisible"),
        ({"evenements": []}, "Choisissez au moins un événement."),
        ({"evenements": ["webhook.test"]}, "Choisissez un événement de la liste."),
        ({"description": "a" * 121}, "trop longue"),
    ],
)
def test_what_cannot_be_a_webhook_is_refused_with_a_sentence(
    admin: Browser, typed: dict[str, Any], sentence: str
) -> None:
    values = {"adresse": OUTSIDE, "description": "Borne", "evenements": ALL}
    answer = admin.post(f"{HOOKS}nouveau/", **values | typed)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert not WebhookEndpoint.objects.exists()


def test_a_known_address_leads_to_its_page(admin: Browser, endpoint: WebhookEndpoint) -> None:
    answer = admin.post(f"{HOOKS}nouveau/", adresse=OUTSIDE, evenements=ALL)
    assert answer.status_code == 409
    assert f'<a href="{page(endpoint)}">Ouvrir sa page</a>' in text(answer)
    assert f'value="{OUTSIDE}"' in text(answer)


def test_settings_are_changed_and_shown_first(admin: Browser, endpoint: WebhookEndpoint) -> None:
    settings = page(endpoint, "reglages/")
    shown = text(admin.get(settings))
    assert f'value="{OUTSIDE}"' in shown
    assert shown.count(" checked") == len(ALL)
    answer = admin.post(settings, adresse=OUTSIDE, description="Borne", evenements=[ALL[2]])
    assert (answer.status_code, answer["Location"]) == (303, f"{settings}?fait=enregistre")
    shown = text(admin.get(answer["Location"]))
    assert "Les changements sont enregistrés." in shown
    assert shown.count(" checked") == 1
    assert "<h1>Borne</h1>" in shown


def test_the_key_changes_and_the_former_one_is_retired(admin: Browser, endpoint: WebhookEndpoint) -> None:
    answer = admin.post(page(endpoint, "cle/"))
    assert len(SECRET.findall(answer.content.decode())) == 1
    assert "L’ancienne signe aussi jusqu’au mardi 24 novembre 2026 à 8 h 59." in text(answer)
    assert "Retirer l’ancienne clé" in text(admin.get(page(endpoint, "reglages/")))
    answer = admin.post(page(endpoint, "cle/ancienne/"))
    assert "L’ancienne clé ne signe plus." in text(admin.get(answer["Location"]))


def test_removal_asks_first(admin: Browser, endpoint: WebhookEndpoint, post: WebhookPost) -> None:
    assert "Supprimer le webhook ?" in text(admin.get(page(endpoint, "supprimer/")))
    answer = admin.post(page(endpoint, "supprimer/"))
    assert "Le webhook est supprimé." in text(admin.get(answer["Location"]))
    assert not WebhookPost.objects.exists()
    assert admin.post(page(endpoint, "supprimer/")).status_code == 404


def test_another_administrator_of_another_administration_sees_an_empty_list(
    pas_de_calais: Tenant, endpoint: WebhookEndpoint
) -> None:
    with in_tenant(pas_de_calais):
        neighbour = Browser(PAS_DE_CALAIS).sign_in(make_agent(make_organisation(), level=AgentRole.ADMIN))
    assert "Aucun programme n’est prévenu" in text(neighbour.get(HOOKS))
