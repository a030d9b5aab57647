"""An administrator reads what leaves, and sets a budget."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from billing_usage.models import Allowance, UsageKind, UsageMonth
from billing_usage.months import months_back
from booking.vocabulary import AgentAccess, AgentRole
from foundation.tenancy import in_public
from tenants.models import Tenant
from tests.makers.office import make_agent, make_organisation
from tests.makers.pages import text
from tests.makers.sessions import sign_in

pytestmark = pytest.mark.django_db
PAGE = "/agent/parametres/consommation/"
FILE = f"{PAGE}consommation.csv"
HOST = "arras.rdv.localhost"
NOVEMBER = date(2026, 11, 1)


def browser(level: AgentRole, access: AgentAccess = AgentAccess.GRANTED) -> Client:
    client = Client(HTTP_HOST=HOST)
    sign_in(client, make_agent(make_organisation(), level=level, access=access), host=HOST)
    return client


@pytest.fixture
def admin(at_arras: Tenant) -> Client:
    return browser(AgentRole.ADMIN)


def month(tenant: Tenant, when: date, sms: int, emails: int) -> None:
    with in_public():
        for kind, quantity in ((UsageKind.SMS, sms), (UsageKind.EMAIL, emails)):
            UsageMonth.objects.create(tenant_id=tenant.pk, month=when, kind=kind, quantity=quantity)


def known() -> tuple[int, int, bool] | None:
    with in_public():
        return Allowance.objects.values_list("monthly_sms_parts", "alert_at_percent", "hard_stop").first()


def test_the_page_shows_this_month_and_the_last_twelve(
    pas_de_calais: Tenant, admin: Client, at_arras: Tenant
) -> None:
    for back in range(15):
        month(at_arras, months_back(NOVEMBER, back), 1200 + back, 7)
    month(pas_de_calais, NOVEMBER, 777_777, 888_888)
    page = text(admin.get(PAGE, secure=True))
    assert "En novembre 2026" in page
    assert "1 200" in page
    assert page.count('<th scope="row">') == 13
    assert '<th scope="row">Nov. 2025</th><td class="ag-nombre">1 212</td>' in page
    assert "Oct. 2025" not in page
    assert "777 777" not in page


def test_an_administration_that_sent_nothing_yet_sees_zero(admin: Client) -> None:
    page = text(admin.get(PAGE, secure=True))
    assert page.count('<th scope="row">') == 1
    assert "<progress" not in page


def test_the_page_costs_the_same_whatever_its_history(admin: Client, at_arras: Tenant) -> None:
    admin.get(PAGE, secure=True)
    with CaptureQueriesContext(connection) as few:
        admin.get(PAGE, secure=True)
    with in_public():
        Allowance.objects.create(tenant_id=at_arras.pk, monthly_sms_parts=100)
    for back in range(30):
        month(at_arras, months_back(NOVEMBER, back), 10, 10)
    admin.get(PAGE, secure=True)
    with CaptureQueriesContext(connection) as many:
        admin.get(PAGE, secure=True)
    assert len(many) == len(few)
    assert len([each for each in many.captured_queries if "billing_usage" in each["sql"]]) == 2


def test_a_budget_is_set_shown_changed_and_taken_away(admin: Client, at_arras: Tenant) -> None:
    month(at_arras, NOVEMBER, 312, 0)
    done = admin.post(PAGE, {"budget": "1 000", "alerte": "75", "arret": "on"}, secure=True)
    assert (done.status_code, done.headers["Location"]) == (303, f"{PAGE}?fait=budget")
    assert known() == (1000, 75, True)
    page = text(admin.get(f"{PAGE}?fait=budget", secure=True))
    for words in ("Le budget est enregistré.", "312 SMS sur 1 000, soit 31 % du budget", 'value="1000"'):
        assert words in page
    admin.post(PAGE, {"budget": "2000", "alerte": "80"}, secure=True)
    assert known() == (2000, 80, False)
    admin.post(PAGE, {"budget": "", "alerte": "80"}, secure=True)
    assert known() is None


@pytest.mark.parametrize(
    ("stop", "used", "said"),
    [
        ("on", 100, "Les SMS sont arrêtés"),
        ("", 100, "Le budget de SMS est épuisé"),
        ("", 85, "Le budget de SMS est bientôt épuisé"),
    ],
)
def test_the_page_says_when_the_budget_is_spent(
    stop: str, used: int, said: str, admin: Client, at_arras: Tenant
) -> None:
    month(at_arras, NOVEMBER, used, 0)
    admin.post(PAGE, {"budget": "100", "alerte": "80", **({"arret": stop} if stop else {})}, secure=True)
    page = text(admin.get(PAGE, secure=True))
    assert said in page
    assert ("décembre 2026" in page) == bool(stop)
    assert ("Il reste 15 SMS" in page) == (used == 85)


@pytest.mark.parametrize(
    "typed",
    [
        {"budget": "0", "alerte": "80"},
        {"budget": "-4", "alerte": "80"},
        {"budget": "beaucoup", "alerte": "80"},
        {"budget": "1" * 2000, "alerte": "80"},
        {"budget": "99999999999", "alerte": "80"},
        {"budget": "5\x00", "alerte": "80"},
        {"budget": "100", "alerte": ""},
        {"budget": "100", "alerte": "100"},
        {"budget": "100"},
        {"budget": "100", "alerte": "80", "arret": "peut-être"},
    ],
)
def test_a_budget_that_means_nothing_is_told(typed: dict[str, str], admin: Client) -> None:
    answer = admin.post(PAGE, typed, secure=True)
    assert answer.status_code == 422
    assert "fr-error-text" in text(answer)
    assert known() is None


def test_the_file_holds_every_month(admin: Client, at_arras: Tenant) -> None:
    for back in range(15):
        month(at_arras, months_back(NOVEMBER, back), 1200, 7)
    answer = admin.get(FILE, secure=True)
    lines = answer.content.decode("utf-8-sig").split("\r\n")
    assert lines[:2] == ["mois;sms;emails", "2026-11;1200;7"]
    assert lines[-2:] == ["2025-09;1200;7", ""]
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="consommation-arras-2026-11.csv"'


def test_only_an_administrator_opens_it(at_arras: Tenant) -> None:
    agent, to_confirm = browser(AgentRole.AGENT), browser(AgentRole.ADMIN, AgentAccess.REVIEW)
    typed = {"budget": "100", "alerte": "80"}
    for path in (PAGE, FILE):
        assert agent.get(path, secure=True).status_code == 403
        assert Client(HTTP_HOST=HOST).get(path, secure=True).status_code == 302
    for client in (agent, to_confirm):
        assert client.post(PAGE, typed, secure=True).status_code == 403
    assert known() is None


def test_the_menu_leads_to_it(admin: Client) -> None:
    assert '<a href="/agent/parametres/" aria-current="page">Réglages</a>' in text(
        admin.get(PAGE, secure=True)
    )
    assert f'href="{PAGE}"' in text(admin.get("/agent/parametres/", secure=True))
