"""What every refused sign-in leaves: nobody signed in, no row, one line in the log, and a decent page."""

from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.test import Client

from sso.accounts.models import Account, PlatformSession
from sso.tickets.models import Ticket
from tests.sso.conftest import SignInLog

TABLES = (Account, SocialAccount, PlatformSession, Ticket)


def counted() -> list[int]:
    return [table._default_manager.count() for table in TABLES]


def check_page(answer: Any, log: SignInLog, reason: str) -> None:
    page = answer.content.decode()
    assert 400 <= answer.status_code < 500 or answer.status_code == 503
    assert page.count("<h1") == 1
    assert "no-store" in answer.headers["Cache-Control"]
    assert log.reasons == [reason]
    line = next(line for line in log.lines if line["message"] == "sign-in refused")
    assert line["correlation_id"] == answer.headers["X-Request-ID"]
    assert answer.headers["X-Request-ID"] in page
    assert "@" not in str(log.lines)


def check_nobody(
    public: Client, answer: Any, log: SignInLog, reason: str, *, rows: list[int] | None = None
) -> None:
    check_page(answer, log, reason)
    assert "_auth_user_id" not in public.session
    assert "platform_session" not in public.session
    assert counted() == (rows or [0, 0, 0, 0])
