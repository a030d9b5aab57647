"""A real mailbox process behind the real courier, and an office on a Monday of November."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine

from booking.commands.book_rdv import book_rdv
from booking.commands.usagers import Identity
from booking.models import Participation
from foundation import clock, ports
from foundation.actors import VISITOR, Actor
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.commands.conftest import NINE, NOW, Office, make_office
from tests.booking.reactions.letterbox import ZOE, dress, relay_all
from tests.counterparts.mailbox.client import Mailbox
from tests.counterparts.sms_gateway.client import SmsGateway


@pytest.fixture
def monday() -> Iterator[time_machine.Traveller]:
    """Eight in the morning in Paris, the day before the rdv."""
    with time_machine.travel(NOW) as traveller:
        yield traveller


@pytest.fixture
def no_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports.may_send, "_answer", lambda channel: False)


@pytest.fixture
def office(transactional_db: None, arras: Tenant, monday: object, mailbox: Mailbox) -> Iterator[Office]:
    with in_tenant(arras):
        yield dress(make_office())


@pytest.fixture
def book(office: Office) -> Callable[..., Participation]:
    def book(identity: Identity = ZOE, *, by: Actor = VISITOR) -> Participation:
        return book_rdv(office.wanted(NINE), identity=identity, by=by, now=clock.now())

    return book


@pytest.fixture
def gateway(mailbox: Mailbox, gateway: SmsGateway, settings: Any) -> SmsGateway:
    """The platform's own carrier."""
    settings.SMS_URL = gateway.sms_url
    return gateway


@pytest.fixture
def zoe(book: Callable[..., Participation], mailbox: Mailbox) -> Participation:
    """Booked, and told."""
    participation = book()
    relay_all()
    mailbox.empty()
    return participation
