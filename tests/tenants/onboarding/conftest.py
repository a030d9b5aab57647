"""Claire, of Lens, which has no office yet, and the form she fills in."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from sso.accounts.models import Account
from tenants.models import Tenant
from tests.makers.accounts import enter, make_account

LENS = "216204982"
HOST = "rdv.localhost"


@pytest.fixture
def claire(arras: Tenant) -> Account:
    """Of Lens, which has no office yet."""
    return make_account(siret="21620498200016")


@pytest.fixture
def visitor(claire: Account) -> Client:
    client = Client(HTTP_HOST=HOST)
    enter(client, claire)
    return client


def typed(**changed: Any) -> dict[str, Any]:
    values = {
        "jeton": str(uuid4()),
        "siren": LENS,
        "nom": "Ville de Lens",
        "type": "commune",
        "adresse": "lens",
        "telephone": "03 21 69 86 86",
    }
    return values | changed
