"""A real program, in its own process on the loopback, that the office of Arras keeps informed."""

from collections.abc import Iterator
from typing import Any

import pytest

from booking.commands.open_webhook import open_webhook
from foundation import clock
from foundation.actors import Actor
from tests.booking.commands.conftest import Office
from tests.booking.commands.membership import make_admin
from tests.booking.reactions.webhooks.telling import Told, wish
from tests.counterparts.webhook_consumer.client import Consumer


@pytest.fixture(scope="package")
def consumer_process() -> Iterator[Consumer]:
    with Consumer.start() as consumer:
        yield consumer


@pytest.fixture
def consumer(consumer_process: Consumer, settings: Any) -> Consumer:
    # The demonstration alone may speak to this very machine.
    settings.DEMO = True
    consumer_process.forget()
    return consumer_process


@pytest.fixture
def admin(office: Office) -> Actor:
    return make_admin(office.agenda.organisation, email="chef@arras.example")


@pytest.fixture
def told(office: Office, admin: Actor, consumer: Consumer) -> Told:
    """An endpoint for everything."""
    endpoint, secret = open_webhook(wish(consumer.url), by=admin, now=clock.now())
    return Told(consumer, endpoint.pk, [secret])
