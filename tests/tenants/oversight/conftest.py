"""The programme’s team, and administrations it looks at."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from sso.accounts.models import Account
from tenants.models import Demande, Domain, Tenant
from tenants.vocabulary import TenantKind, TenantStatus
from tests.conftest import BEGINNING
from tests.makers.accounts import enter, make_member

HOST = "rdv.localhost"
LIST = "/supervision/"


def row(number: int, **fields: Any) -> Tenant:
    """A row is all that the list reads."""
    values: dict[str, Any] = {
        "slug": f"commune-{number}",
        "name": f"Commune {number:03d}",
        "short_name": f"Commune {number}",
        "kind": TenantKind.COMMUNE,
        "status": TenantStatus.READY,
        "schema_name": f"t8{number:05d}",
        "created_at": BEGINNING + timedelta(minutes=number),
    }
    tenant = Tenant.objects.create(**values | fields)
    Domain.objects.create(tenant=tenant, domain=tenant.host)
    return tenant


def on_trial(number: int, account: Account, **fields: Any) -> Tenant:
    tenant = row(number, is_trial=True)
    values = {"siren": f"{number:09d}", "siret": account.siret, "in_registry": True, "asked_at": BEGINNING}
    Demande.objects.create(tenant_id=tenant.pk, account_id=account.pk, token=uuid4(), **values | fields)
    return tenant


@pytest.fixture
def member(arras: Tenant) -> Account:
    return make_member(given_name="Nadia", usual_name="Petit")


@pytest.fixture
def team(member: Account) -> Client:
    client = Client(HTTP_HOST=HOST)
    enter(client, member, proved=True)
    return client
