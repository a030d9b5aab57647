"""Counterparts that several rooms need: one process each for the whole run, which forgets everything between tests."""

from collections.abc import Iterator
from typing import Any

import pytest

from project.connections import mailer
from tests.counterparts.hub.client import Hub
from tests.counterparts.mailbox.client import Mailbox
from tests.counterparts.sms_gateway.client import SmsGateway


@pytest.fixture(scope="session")
def mailbox_process() -> Iterator[Mailbox]:
    with Mailbox.start() as mailbox:
        yield mailbox


@pytest.fixture
def mailbox(mailbox_process: Mailbox, settings: Any) -> Mailbox:
    """A real SMTP server and a real HTTP gateway, empty, where the courier's messages arrive."""
    settings.MAILERS = {"default": mailer(mailbox_process.email_url)}
    settings.SMS_URL = mailbox_process.sms_url
    mailbox_process.empty()
    return mailbox_process


@pytest.fixture(scope="session")
def gateway_process() -> Iterator[SmsGateway]:
    with SmsGateway.start() as gateway:
        yield gateway


@pytest.fixture
def gateway(gateway_process: SmsGateway, settings: Any) -> SmsGateway:
    """A carrier that speaks every dialect, without faults, for the accounts that a test adds."""
    # The demonstration alone may speak to this very machine.
    settings.DEMO = True
    gateway_process.clear()
    return gateway_process


@pytest.fixture(scope="session")
def hub_process() -> Iterator[Hub]:
    with Hub.start() as hub:
        yield hub


@pytest.fixture
def hub(hub_process: Hub, settings: Any) -> Hub:
    """The national hub, which knows no application yet."""
    hub_process.forget()
    settings.HUB_URL, settings.HUB_TOKEN = hub_process.url, hub_process.token
    return hub_process
