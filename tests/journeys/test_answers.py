"""A reminder by SMS, « NON » from the phone: the rdv is cancelled and its time is free, everything over HTTP."""

import json
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import httpx
import pytest
import time_machine
from django.core.cache import caches

from booking.commands.book_rdv import book_rdv
from booking.commands.usagers import Identity
from booking.commands.wanted import Wanted
from booking.models import Lieu, MessageSettings, Motif, Participation, Receipt
from booking.vocabulary import MessageKind, RdvStatus, ReceiptState
from foundation import clock
from foundation.actors import VISITOR
from foundation.due.run import run_due
from foundation.outbox.relay import relay_once
from foundation.sealing import seal
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.counterparts.sms_gateway.client import SmsGateway
from tests.journeys.conftest import Site

KEY = "cle-du-journal"
ROSALIE = Identity(first_name="Rosalie", last_name="Martin", phone="+33612345678")


@pytest.fixture
def gateway(site: Site, gateway: SmsGateway) -> SmsGateway:
    """The carrier of both administrations, each with its own account and its own address to report to."""
    account = {"driver": "http", "credentials": gateway.credentials("http"), "sender": ""}
    for tenant in (site.arras, site.prefecture):
        with in_tenant(tenant):
            accounts = seal("booking.sms_accounts", json.dumps([account]))
            MessageSettings.objects.create(id=1, inbound_key=KEY, sms_accounts=accounts)
    gateway.configure(callback=site.url(site.arras, f"/retours/{KEY}/{{dialect}}/reponses/"))
    caches["shared"].clear()
    return gateway


def booked(tenant: Tenant, starts_at: datetime) -> Participation:
    with in_tenant(tenant):
        wanted = Wanted(
            motif=Motif.objects.get(slug="passeport"), lieu_id=Lieu.objects.get().pk, starts_at=starts_at
        )
        return book_rdv(wanted, identity=ROSALIE, by=VISITOR, now=clock.now())


def work() -> None:
    """What the workers do."""
    while run_due(clock.now()) or relay_once(clock.now()):
        pass


def test_no_by_sms_cancels_and_frees_the_time(site: Site, gateway: SmsGateway) -> None:
    day = (clock.now() + timedelta(days=5)).date()
    start = datetime.combine(day, time(10), tzinfo=ZoneInfo("Europe/Paris"))
    participation, elsewhere = booked(site.arras, start), booked(site.prefecture, start)
    work()
    with time_machine.travel(start - timedelta(hours=47)):
        work()
        reminder = gateway.sent()[-1]
        assert "rappel" in reminder["text"]
        count = len(gateway.told(len(gateway.sent())))
        gateway.say("http", ROSALIE.phone, "Non, merci.")
        assert gateway.told(count + 1)[-1]["status"] == 200
        work()
        page = read(site.url(site.arras, f"/r/{participation.link_token}/"))
    assert "est annulé" in gateway.sent()[-1]["text"]
    assert "annulé" in page
    with in_tenant(site.arras):
        participation.refresh_from_db()
        assert participation.status == RdvStatus.CANCELLED_BY_USAGER
        told = Receipt.objects.filter(kind=MessageKind.REMINDER, channel="sms").get()
        assert told.state == ReceiptState.DELIVERED
    booked(site.arras, start)
    with in_tenant(site.prefecture):
        elsewhere.refresh_from_db()
        assert elsewhere.status == RdvStatus.SCHEDULED


def read(url: str) -> str:
    """`*.localhost` is this machine, whatever its resolver thinks."""
    target = httpx.URL(url)
    host = target.netloc.decode()
    return httpx.get(target.copy_with(host="127.0.0.1"), headers={"Host": host}, trust_env=False).text
