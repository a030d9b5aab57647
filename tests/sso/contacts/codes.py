"""What a test may know of the codes on their way."""

from booking.models import Usager
from foundation.tenancy import in_tenant
from sso.contacts.codes import code_of
from sso.contacts.models import ContactChallenge
from tenants.models import Tenant
from tests.sso.contacts.conftest import ZOE, Visitor


def last_code(tenant: Tenant) -> str:
    with in_tenant(tenant):
        return code_of(ContactChallenge.objects.order_by("created_at").last().pk)  # type: ignore[union-attr]


def a_wrong_one(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def challenges(tenant: Tenant) -> list[ContactChallenge]:
    with in_tenant(tenant):
        return list(ContactChallenge.objects.order_by("created_at"))


def by_code(tenant: Tenant, contact: str = ZOE) -> Visitor:
    browser = Visitor()
    browser.ask(contact)
    browser.answer(last_code(tenant))
    assert browser.is_in()
    return browser


def usagers(tenant: Tenant) -> list[Usager]:
    with in_tenant(tenant):
        return list(Usager.objects.order_by("created_at", "first_name"))
