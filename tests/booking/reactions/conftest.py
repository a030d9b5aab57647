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
from project.env import mailer
from tenants.models import Tenant
from tests.booking.commands.conftest import NINE, NOW, Office, make_office
from tests.booking.reactions.letterbox import ZOE, dress
from tests.counterparts.mailbox.client import Mailbox, running_mailbox


@pytest.fixture(scope="package")
def mailbox_process() -> Iterator[Mailbox]:
    with running_mailbox() as mailbox:
        yield mailbox


@pytest.fixture
def mailbox(mailbox_process: Mailbox, settings: Any) -> Mailbox:
    settings.MAILERS = {"default": mailer(mailbox_process.email_url)}
    settings.SMS_URL = mailbox_process.sms_url
    mailbox_process.empty()
    return mailbox_process


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
