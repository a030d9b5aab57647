"""One browser among several hosts: each has its own cookies, as `__Host-` cookies have it."""

from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from booking.models import Agent
from foundation import clock
from foundation.ports import tenant_of_host
from foundation.sealing import seal
from foundation.tenancy import in_public, in_tenant
from sso.accounts.authentication import remember
from sso.accounts.models import Account, PlatformSession
from sso.accounts.platform_sessions import ID_TOKEN
from tenants.models import Tenant
from tests.makers.office import make_agent, make_organisation
from tests.makers.sessions import make_platform_session

PUBLIC = "rdv.localhost"
ARRAS = "arras.rdv.localhost"
NEIGHBOUR = "pas-de-calais.rdv.localhost"
OWN_DOMAIN = "rdv.arras.example"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def make_account(**fields: Any) -> Account:
    values = {"email": "camille.durand@arras.example", "given_name": "Camille", "usual_name": "Durand"}
    with in_public():
        return Account.objects.create(**values | {"siret": "21620041000010"} | fields)


def make_member(tenant: Tenant, account: Account, **fields: Any) -> Agent:
    with in_tenant(tenant):
        return make_agent(make_organisation(), **{"account_id": account.pk} | fields)


class Browsing:
    """`seen` keeps the absolute addresses gone through, first to last."""

    def __init__(self) -> None:
        self.clients: dict[str, Client] = {}
        self.seen: list[str] = []

    def at(self, host: str) -> Client:
        return self.clients.setdefault(host, Client(HTTP_HOST=host))

    def get(self, address: str, *, host: str = "") -> HttpResponse:
        """An absolute address, or a path of `host`."""
        parts = urlsplit(address)
        self.seen.append(address)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        with in_public():
            return self.at(host or str(parts.hostname)).get(path, secure=True)

    def post(self, path: str, *, host: str, **typed: str) -> HttpResponse:
        with in_public():
            return self.at(host).post(path, typed, secure=True)

    def follow(self, address: str, *, host: str = "") -> HttpResponse:
        """To the end of the redirects of our own hosts."""
        answer = self.get(address, host=host)
        here = host or str(urlsplit(address).hostname)
        while answer.status_code in {302, 303} and (onward := answer.headers["Location"]):
            here = urlsplit(onward).hostname or here
            if here not in settings.ALLOWED_HOSTS and not here.endswith((".localhost", ".example", PUBLIC)):
                break
            answer = self.get(onward, host=here)
        return answer

    def sign_in_upstream(self, account: Account, **fields: Any) -> PlatformSession:
        """As ProConnect's return leaves the sign-in host: no browser of theirs is needed here."""
        values = {"account": account, "id_token": seal(ID_TOKEN, "id.token.clear")} | fields
        behind = make_platform_session(**values)
        client = self.at(PUBLIC)
        client.force_login(account, backend=BACKEND)
        session = client.session
        remember(session, behind, now=clock.now())
        session.save()
        return behind

    def depart(self, suite: str = "/agent/", *, host: str = ARRAS, **query: str) -> str:
        """The address of the passage."""
        return self.get(f"/sso/depart/?{urlencode({'suite': suite, **query})}", host=host).headers["Location"]

    def ticket(self, suite: str = "/agent/", *, host: str = ARRAS) -> str:
        """The address of the arrival, not gone to."""
        answer = self.get(self.depart(suite, host=host))
        assert answer.status_code == 303, answer.content.decode()
        answer = self.get(answer.headers["Location"], host=PUBLIC)
        assert answer.status_code == 303, answer.content.decode()
        return answer.headers["Location"]

    def enter(self, suite: str = "/agent/", *, host: str = ARRAS) -> HttpResponse:
        return self.get(self.ticket(suite, host=host))

    def is_in(self, host: str = ARRAS) -> bool:
        answer = self.get("/agent/agenda/", host=host)
        assert answer.status_code in {200, 302}
        return answer.status_code == 200

    def marks(self, host: str) -> dict[str, Any]:
        """What this browser's session holds there."""
        tenant = tenant_of_host(host)
        with in_tenant(tenant) if tenant else in_public():
            return dict(self.at(host).session)

    def key(self, host: str) -> str:
        return self.at(host).cookies[settings.SESSION_COOKIE_NAME].value


def query_of(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def swap(address: str, **changed: str) -> str:
    """The same address with other parameters."""
    parts = urlsplit(address)
    return parts._replace(query=urlencode(query_of(address) | changed)).geturl()
