from typing import Any

import pytest
from django.test import Client

from sso.contacts import limits
from sso.contacts.counters import Limit
from tests.counterparts.identity.client import IdentityServer
from tests.sso.conftest import come_back


@pytest.fixture
def letters(settings: Any) -> None:
    """Kept in `mail.outbox`."""
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}


@pytest.fixture
def camille(public: Client, identity: IdentityServer, letters: None) -> None:
    """She has an account, and is signed in."""
    come_back(public)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes may be asked one after the other: the minute between two is another test's subject."""
    monkeypatch.setattr(limits, "SPACING", Limit("spacing", 99, 60))
