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
    if not connection.in_atomic_block:
        raise NotInTransaction(f"{event.name} was published outside a transaction")
    reactions = reactions_to(type(event))
    now = clock.now()
    message = Message(
        id=uuid4(),
        tenant_id=tasks.current_tenant_id(),
        name=event.name,
        payload=dump(event),
        subject=event.subject,
        at=now,
        correlation_id=current_correlation_id(),
    )
    message.save(force_insert=True)
    _deliveries(message, reactions)
    if reactions:
        tasks.kick(RELAY)
    return message.id


def _deliveries(message: Message, reactions: Sequence[str]) -> None:
    rows = [
        Delivery(message=message, reaction=reaction, subject=message.subject, not_before=message.at)
        for reaction in reactions
    ]
    # Without `ignore_conflicts` Django reads the new ids back, and a tenant's role may only insert here.
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
