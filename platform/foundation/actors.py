"""Who acts. Every command receives one as `by=`."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class ActorKind(StrEnum):
    AGENT = "agent"
    USAGER = "usager"
    PROGRAMME = "programme"
    MACHINE = "machine"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """`id` is the agent's or usager's id in the current tenant; None for a visitor and for the system."""

    kind: ActorKind
    id: UUID | None = None
    name: str = ""
    is_admin: bool = False

    @property
    def is_agent(self) -> bool:
        return self.kind is ActorKind.AGENT


SYSTEM = Actor(ActorKind.SYSTEM, name="Système")
VISITOR = Actor(ActorKind.USAGER, name="Usager")
