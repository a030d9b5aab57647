"""An event of the tests, and reactions that remember."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import ClassVar
from uuid import UUID

from django.db import connection, transaction

from foundation.correlation import current_correlation_id
from foundation.outbox.events import Event, publish
from foundation.outbox.wiring import Envelope
from foundation.tenancy import CurrentTenant, in_tenant


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTaken(Event):
    name: ClassVar[str] = "tests.step.taken"
    walk_id: UUID
    step: int = 0


@dataclass
class Journal:
    """Reacts by writing down: schema, step, message, and whether a transaction was open."""

    schemas: list[str] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)
    envelopes: list[Envelope] = field(default_factory=list)
    correlations: list[str] = field(default_factory=list)
    in_transaction: bool = False
    breaks: Callable[[StepTaken], Exception | None] = lambda event: None
    lock: Lock = field(default_factory=Lock)

    def __call__(self, event: StepTaken, envelope: Envelope) -> None:
        with self.lock:
            self.schemas.append(connection.schema_name)  # type: ignore[attr-defined]
            self.steps.append(event.step)
            self.envelopes.append(envelope)
            self.correlations.append(current_correlation_id())
            self.in_transaction |= connection.in_atomic_block
        if error := self.breaks(event):
            raise error


def take_step(tenant: CurrentTenant, walk_id: UUID, step: int = 0) -> UUID:
    with in_tenant(tenant), transaction.atomic():
        return publish(StepTaken(walk_id=walk_id, step=step))
