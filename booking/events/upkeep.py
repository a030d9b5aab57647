"""What an agent or an administrator must look into."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from foundation.outbox.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexRepaired(Event):
    """The nightly proof found `rows` of an agenda's free time that differed from the engine, and rebuilt them."""

    name: ClassVar[str] = "booking.index.repaired"
    agenda_id: int
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UsagersToMerge(Event):
    """One person has two files: who proved the contact of `other_id` is already linked, by FranceConnect, to
    `usager_id`. An agent decides.
    """

    name: ClassVar[str] = "booking.usagers.to_merge"
    usager_id: UUID
    other_id: UUID


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
