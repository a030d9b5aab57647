"""A robot at one address is stopped; the neighbour administration and whoever reads are not."""

import pytest
from django.core.cache import caches
from django.test import Client

from booking.citizens.throttles import BookingsByAddress
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.commands.conftest import make_office

pytestmark = pytest.mark.django_db


def test_one_address_confirms_so_many_times_an_hour(
    arras: Tenant, pas_de_calais: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BookingsByAddress, "rate", "2/hour")
    paths = {}
    for tenant in (arras, pas_de_calais):
        with in_tenant(tenant):
            paths[tenant.slug] = f"/rdv/{make_office().motif.slug}/coordonnees/"
    client = Client(HTTP_HOST="arras.rdv.localhost")
    answers = [client.post(paths["arras"], {"prenom": "Zoé"}, secure=True).status_code for _ in range(3)]
    assert answers == [409, 409, 429]
    assert client.get(paths["arras"], secure=True).status_code == 200
    neighbour = Client(HTTP_HOST="pas-de-calais.rdv.localhost")
    assert neighbour.post(paths["pas-de-calais"], {"prenom": "Zoé"}, secure=True).status_code == 409


def test_a_cache_that_is_down_closes_no_office(arras: Tenant, monkeypatch: pytest.MonkeyPatch) -> None:
    from redis.exceptions import ConnectionError as Unreachable

    def down(*arguments: object, **more: object) -> None:
        raise Unreachable

    monkeypatch.setattr(BookingsByAddress, "cache", caches["shared"])
    monkeypatch.setattr(caches["shared"], "get", down)
    with in_tenant(arras):
        path = f"/rdv/{make_office().motif.slug}/coordonnees/"
    assert Client(HTTP_HOST="arras.rdv.localhost").post(path, {}, secure=True).status_code == 409
