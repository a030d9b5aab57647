"""Somebody signed in on the sign-in host, with or without the programme's second factor."""

import time
from itertools import count
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from foundation import clock
from foundation.tenancy import in_public
from sso.accounts.authentication import PLATFORM_SESSION, SEEN
from sso.accounts.models import Account
from tests.makers.sessions import make_platform_session

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
_numbers = count(1)


def make_account(**fields: Any) -> Account:
    number = next(_numbers)
    values = {
        "email": f"claire{number}@lens.example",
        "given_name": "Claire",
        "usual_name": f"Martin {number}",
        "siret": "21620498200016",
    }
    account = Account(**values | fields)
    account.set_unusable_password()
    with in_public():
        account.save()
    return account


def enter(client: Client, account: Account, *, proved: bool = False) -> None:
    """As ProConnect leaves them; `proved`: the second factor too, just now."""
    client.force_login(account, backend=BACKEND)
    session = client.session
    session[PLATFORM_SESSION] = str(make_platform_session(account=account).pk)
    session[SEEN] = clock.now().isoformat()
    session["account_authentication_methods_user"] = str(account.pk)
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time()}] if proved else []
    session.save()


def give_totp(account: Account) -> str:
    """The secret of their application."""
    secret: str = generate_totp_secret()
    TOTP.activate(account, secret)
    return secret


def code_of(secret: str, *, periods: int = 0) -> str:
    """What the application shows now, or some periods from now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter + periods)))


def make_member(**fields: Any) -> Account:
    """Of the programme's team, with an application of codes."""
    account = make_account(is_programme=True, **fields)
    give_totp(account)
    return account
