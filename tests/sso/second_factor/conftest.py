import json
import re
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from sso.accounts.models import Account
from tests.makers.accounts import enter, make_account, make_member
from tests.makers.pages import text as text

HOST = "rdv.localhost"


@pytest.fixture(autouse=True)
def _long_codes(settings: Any, db: None) -> None:
    """A code lasts an hour: no test meets the end of a period. Nothing is left of a former test's tries."""
    settings.MFA_TOTP_PERIOD = 3_600
    for cache in ("default", "shared"):
        caches[cache].clear()


@pytest.fixture
def newcomer(db: None) -> Account:
    """Of the team, with no factor yet."""
    return make_account(is_programme=True)


@pytest.fixture
def member(db: None) -> Account:
    return make_member()


@pytest.fixture
def at_host(db: None) -> Client:
    return Client(HTTP_HOST=HOST)


def signed_in(account: Account, *, proved: bool = False, host: str = HOST) -> Client:
    client = Client(HTTP_HOST=host)
    enter(client, account, proved=proved)
    return client


def options_of(answer: Any) -> dict[str, Any]:
    """What the page gives to the browser's dialogue with the key."""
    found = re.search(r'<script id="cle-options" type="application/json">(.*?)</script>', text(answer), re.S)
    assert found, text(answer)
    read: dict[str, Any] = json.loads(found[1])
    return read.get("creation_options") or read["request_options"]
