"""An office with a real mailbox and a real SMS gateway behind it, and carriers that call our doors."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client

from booking.commands.book_rdv import book_rdv
from booking.models import MessageSettings, Participation, Receipt
from booking.queries.recipients import to_confirm
from booking.reactions.sending import send
from booking.vocabulary import MessageKind
from foundation import clock
from foundation.actors import VISITOR
from foundation.courier.channels import Channel
from foundation.sealing import seal
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.commands.conftest import NINE, Office, make_office
from tests.booking.reactions import conftest as letters
from tests.booking.reactions.letterbox import ZOE, dress
from tests.counterparts.sms_gateway.client import SmsGateway

monday = letters.monday
RETURNS_KEY = "cle-de-la-plateforme"
OWN_KEY = "cle-d-arras"
PUBLIC = "rdv.localhost"


@pytest.fixture
def gateway(gateway: SmsGateway, settings: Any) -> SmsGateway:
    settings.SMS_URL = gateway.sms_url
    settings.RETURNS_KEY = RETURNS_KEY
    settings.REPLY_DOMAIN = "reponses.example"
    caches["shared"].clear()
    return gateway


@pytest.fixture
def office(
    transactional_db: None, arras: Tenant, monday: object, mailbox: object, gateway: SmsGateway
) -> Office:
    with in_tenant(arras):
        office = dress(make_office())
        MessageSettings.objects.create(id=1, inbound_key=OWN_KEY)
        return office


@pytest.fixture
def neighbour(office: Office, pas_de_calais: Tenant) -> Office:
    """The same person has an rdv there too."""
    with in_tenant(pas_de_calais):
        return dress(make_office())


def booked(office: Office) -> Participation:
    return book_rdv(office.wanted(NINE), identity=ZOE, by=VISITOR, now=clock.now())


def reminded(office: Office, channel: Channel = Channel.SMS) -> Receipt:
    """Somebody has an rdv, and was written to about it."""
    rdv_id = booked(office).rdv_id
    (participation,) = to_confirm(rdv_id, now=clock.now())
    key = f"test:{participation.pk}:{channel}"
    return send(
        kind=MessageKind.REMINDER, channel=channel, key=key, now=clock.now(), participation=participation
    )


def use_own_account(gateway: SmsGateway, driver: str = "http") -> None:
    account = {"driver": driver, "credentials": gateway.credentials(driver), "sender": ""}
    MessageSettings.objects.update(sms_accounts=seal("booking.sms_accounts", json.dumps([account])))


def post(path: str, told: Any, *, host: str = PUBLIC, key: str = RETURNS_KEY, **headers: str) -> HttpResponse:
    """As a carrier does: JSON, no cookie."""
    body = told if isinstance(told, bytes) else json.dumps(told).encode()
    client = Client(HTTP_HOST=host, enforce_csrf_checks=True)
    return client.post(
        f"/retours/{key}/{path}/", body, content_type="application/json", secure=True, headers=headers or None
    )  # type: ignore[return-value]


def said(text: str, **more: str) -> dict[str, str]:
    """In our own dialect."""
    return {"id": "4001", "from": ZOE.phone, "to": "38069", "text": text, **more}


def status(tenant: Tenant) -> str:
    with in_tenant(tenant):
        return Participation.objects.get().status


def answers(tenant: Tenant) -> list[str]:
    with in_tenant(tenant):
        return list(Receipt.objects.filter(kind=MessageKind.ANSWER).values_list("text", flat=True))


@pytest.fixture
def at_home(arras: Tenant) -> Callable[..., HttpResponse]:
    """Arras's own carriers, on its own host."""
    return lambda path, told, **more: post(path, told, **{"host": arras.host, "key": OWN_KEY, **more})
