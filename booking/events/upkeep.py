"""What an agent or an administrator must look into."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from foundation.outbox.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class UsagerErased(Event):
    """Of this person, names, contacts and answers are gone. Whoever keeps a copy under this id must forget it too."""

    name: ClassVar[str] = "booking.usager.erased"
    usager_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookStopped(Event):
    """Nothing is sent to this endpoint any more, and nobody had asked for it: it failed too long, or is gone."""

    name: ClassVar[str] = "booking.webhook.stopped"
    endpoint_id: UUID
