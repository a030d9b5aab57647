"""Camille, whom ProConnect now calls otherwise, before the page that gives her account back."""

from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.test import Client

from foundation import clock
from foundation.outbox.relay import relay_once
from sso.accounts.models import PlatformSession, RelinkCode
from sso.accounts.relink_codes import code_of
from tests.counterparts.identity.client import IdentityServer
from tests.sso.conftest import SignInLog, agent, come_back

ASK, CODE, DONE = "/sso/rattachement/", "/sso/rattachement/code/", "/sso/rattachement/fait/"
ADDRESS = "camille.durand@arras.example"


def in_conflict(identity: IdentityServer, sub: str = "autre", **claims: Any) -> Client:
    """A browser to which ProConnect's return has just answered that the address is known."""
    identity.configure(persons=[agent(sub, **claims)])
    visitor = Client(HTTP_HOST=settings.SIGN_IN_HOST)
    assert come_back(visitor, sub).status_code == 409
    return visitor


def asking(identity: IdentityServer, sub: str = "autre", **claims: Any) -> Client:
    """The same, once a code has left."""
    visitor = in_conflict(identity, sub, **claims)
    answer = visitor.post(ASK)
    assert (answer.status_code, answer.headers["Location"]) == (303, CODE)
    return visitor


def last_code() -> str:
    return code_of(RelinkCode.objects.latest("created_at").pk)


def a_wrong_one() -> str:
    return f"{(int(last_code()) + 1) % 1_000_000:06d}"


def give(visitor: Client, code: str) -> Any:
    return visitor.post(CODE, {"code": code})


def subs() -> list[str]:
    return sorted(SocialAccount.objects.values_list("uid", flat=True))


def relay_all() -> None:
    while relay_once(clock.now()):
        pass


def refusals(log: SignInLog) -> list[str]:
    return [line["reason"] for line in log.lines if line["message"] == "relink refused"]


def check_untouched() -> None:
    assert subs() == ["camille"]
    assert not PlatformSession.objects.exclude(revoked_at=None).exists()
