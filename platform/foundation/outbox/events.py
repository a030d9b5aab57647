"""Events: what happened, told once and for all, in the transaction in which it happened."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django.db import connection

from foundation import clock, tasks
from foundation.correlation import current_correlation_id
from foundation.outbox.models import Delivery, Message
from foundation.outbox.payload import dump
from foundation.outbox.wiring import reactions_to

RELAY = "foundation.outbox.relay"


class NotInTransaction(RuntimeError):
    """An event outside a transaction could outlive what it tells: a programming error, never a user's."""


@dataclass(frozen=True, slots=True)
class Event:
    """Subclasses are frozen dataclasses, keyword only; their fields are ids, numbers, dates and codes.

    `name` is dotted and never changes (`booking.rdv.cancelled`). Fields are added with a default, never
    renamed or removed: messages of the former release are still on their way.
    """

    name: ClassVar[str]

    @property
    def subject(self) -> str:
        """The thing whose events reach each reaction in order: by default the first field. "" is no order."""
        first: Any = getattr(self, fields(self)[0].name)
        return str(first)


def publish(event: Event) -> UUID:
    """Two statements, whatever the number of reactions. Returns the message's id."""
    return publish_together([event])[0]


def publish_together(events: Sequence[Event]) -> Sequence[UUID]:
    """In order; two statements, whatever the number of events."""
    if not connection.in_atomic_block:
        raise NotInTransaction(f"{[event.name for event in events]} published outside a transaction")
    messages = [_message(event) for event in events]
    reactions = [reactions_to(type(event)) for event in events]
    Message.objects.bulk_create(messages)
    deliveries = [
        Delivery(message=message, reaction=reaction, subject=message.subject, not_before=message.at)
        for message, its_own in zip(messages, reactions, strict=True)
        for reaction in its_own
    ]
    # Without `ignore_conflicts` Django reads the new ids back, and a tenant's role may only insert here.
    Delivery.objects.bulk_create(deliveries, ignore_conflicts=True)
    if deliveries:
        tasks.kick(RELAY)
    return [message.id for message in messages]


def _message(event: Event) -> Message:
    return Message(
        id=uuid4(),
        tenant_id=tasks.current_tenant_id(),
        name=event.name,
        payload=dump(event),
        subject=event.subject,
        at=clock.now(),
        correlation_id=current_correlation_id(),
    )
