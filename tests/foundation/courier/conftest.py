from collections.abc import Iterator
from typing import Any

import pytest

from project.env import mailer
from tests.counterparts.mailbox.client import Mailbox, running_mailbox


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
