from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import caches

from foundation.courier.sms import SmsAccount
from project.env import mailer
from tests.counterparts.mailbox.client import Mailbox, running_mailbox
from tests.counterparts.sms_gateway.client import SmsGateway


@pytest.fixture(scope="package")
def mailbox_process() -> Iterator[Mailbox]:
    with running_mailbox() as mailbox:
        yield mailbox


@pytest.fixture
def mailbox(mailbox_process: Mailbox, settings: Any) -> Mailbox:
    """A real SMTP server and a real HTTP gateway, empty, where the courier's messages arrive."""
    settings.MAILERS = {"default": mailer(mailbox_process.email_url)}
    settings.SMS_URL = mailbox_process.sms_url
    mailbox_process.empty()
    return mailbox_process


@pytest.fixture(scope="package")
def gateway_process() -> Iterator[SmsGateway]:
    with SmsGateway.start() as gateway:
        yield gateway


@pytest.fixture
def gateway(gateway_process: SmsGateway, settings: Any) -> SmsGateway:
    """A carrier that speaks every dialect, without faults; this machine may be spoken to."""
    settings.DEMO = True
    gateway_process.clear()
    return gateway_process


@pytest.fixture
def account(gateway: SmsGateway) -> Callable[[str], SmsAccount]:
    return lambda driver: SmsAccount(driver, gateway.credentials(driver))


@pytest.fixture(autouse=True)
def _no_memory_of_carriers() -> None:
    caches["shared"].clear()
