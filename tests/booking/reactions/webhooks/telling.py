"""What the tests of webhooks share: an endpoint, the program behind it, and the workers' turn."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from booking.commands.book_rdv import book_rdv
from booking.commands.open_webhook import Wish
from booking.models import Rdv, WebhookEndpoint, WebhookPost
from booking.vocabulary import WebhookEvent
from foundation import clock
from foundation.actors import VISITOR
from foundation.due.run import run_due
from foundation.outbox.relay import relay_once
from tests.booking.commands.conftest import Office
from tests.booking.reactions.letterbox import ZOE
from tests.counterparts.webhook_consumer.client import Consumer


def wish(url: str, *events: WebhookEvent, description: str = "Logiciel d’accueil") -> Wish:
    return Wish(url=url, description=description, events=events)


def work() -> None:
    """The workers, until nothing is left to do at this instant."""
    while relay_once(clock.now()) or run_due(clock.now()):
        pass


def book_at(office: Office, starts_at: datetime) -> Rdv:
    return book_rdv(office.wanted(starts_at), identity=ZOE, by=VISITOR, now=clock.now()).rdv


@dataclass
class Told:
    consumer: Consumer
    endpoint_id: UUID
    secrets: list[str]

    def work(self) -> list[dict[str, Any]]:
        """The workers' turn; every call so far. The program checks signatures as of now."""
        self.consumer.trust(*self.secrets, at=clock.now())
        work()
        return self.consumer.calls()

    @property
    def endpoint(self) -> WebhookEndpoint:
        return WebhookEndpoint.objects.get(pk=self.endpoint_id)

    def posts(self) -> list[WebhookPost]:
        return list(WebhookPost.objects.filter(endpoint=self.endpoint_id).order_by("created_at", "sequence"))

    def states(self) -> list[str]:
        return [post.state for post in self.posts()]


def sequences(calls: Collection[dict[str, Any]]) -> list[tuple[str, int]]:
    return [(call["told"]["type"], call["told"]["data"]["sequence"]) for call in calls]
