"""A robot at one address is stopped; the neighbour administration and whoever reads are not."""

import pytest
from django.core.cache import caches
from django.test import Client

from booking.citizens.pages.atelier import SeatsByAddress
from booking.citizens.pages.liste_attente import WaitingByAddress
from booking.citizens.throttles import (
    AddressesByAddress,
    BookingsByAddress,
    ChangesByAddress,
    HoldsByAddress,
    LinksByAddress,
    PdfsByAddress,
    ReceiptsByAddress,
)
from foundation.tenancy import in_tenant
from foundation.web.quotas import ByAddress
from tenants.models import Tenant
from tests.booking.citizens.conftest import Office, Visitor, text
from tests.booking.commands.conftest import make_office

pytestmark = pytest.mark.django_db

SESSION = "/ateliers/00000000-0000-4000-8000-000000000000/"
CEILINGS: list[tuple[type[ByAddress], str, str]] = [
    (HoldsByAddress, "POST", "/rdv/passeport/"),
    (HoldsByAddress, "POST", "/prescription/motifs/passeport/"),
    (BookingsByAddress, "POST", "/rdv/passeport/coordonnees/"),
    (BookingsByAddress, "POST", "/prescription/motifs/passeport/personne/"),
    (ChangesByAddress, "POST", "/r/inconnu/qui/"),
    (ChangesByAddress, "POST", "/i/inconnu/"),
    (ChangesByAddress, "POST", "/rdv/passeport/verifier/"),
    (ChangesByAddress, "POST", "/prescription/"),
    (ChangesByAddress, "POST", "/prescription/code/"),
    (ChangesByAddress, "POST", "/prescription/vous/"),
    (LinksByAddress, "GET", "/r/inconnu/"),
    (LinksByAddress, "GET", "/r/inconnu/plus-tot/"),
    (LinksByAddress, "GET", "/i/inconnu/"),
    (LinksByAddress, "GET", "/attente/inconnu/"),
    (LinksByAddress, "GET", "/prescription/rdv/inconnu/"),
    (LinksByAddress, "HEAD", "/r/inconnu/agenda.ics"),
    (AddressesByAddress, "POST", "/adresse/"),
    (ReceiptsByAddress, "POST", "/rdv/passeport/recepisse/"),
    (PdfsByAddress, "GET", "/recepisse/inconnu/recepisse.pdf"),
    (WaitingByAddress, "POST", "/rdv/passeport/liste-attente/"),
    (WaitingByAddress, "POST", "/attente/inconnu/"),
    (SeatsByAddress, "POST", SESSION),
]


@pytest.mark.parametrize(("ceiling", "method", "path"), CEILINGS)
def test_past_its_ceiling_an_address_is_told_so_in_french(
    office: Office,
    browser: Visitor,
    monkeypatch: pytest.MonkeyPatch,
    ceiling: type[ByAddress],
    method: str,
    path: str,
) -> None:
    monkeypatch.setattr(ceiling, "rate", "1/hour")
    assert browser.generic(method, path).status_code != 429
    refused = browser.generic(method, path)
    assert refused.status_code == 429
    if method != "HEAD":
        assert "Trop de demandes viennent de votre connexion. Réessayez dans une heure" in text(refused)


def test_every_ceiling_of_the_citizens_is_tried() -> None:
    known = {each for each in ByAddress.__subclasses__() if each.__module__.startswith("booking.citizens.")}
    assert {ceiling for ceiling, _, _ in CEILINGS} == known


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
