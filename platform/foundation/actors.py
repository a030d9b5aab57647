"""Who acts. Every command receives one as `by=`."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class ActorKind(StrEnum):
    AGENT = "agent"
    USAGER = "usager"
    PROGRAMME = "programme"
    # Signed in on the public host, and of no administration there.
    PROFESSIONAL = "professional"
    MACHINE = "machine"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """`id` is the agent's or usager's id in the current tenant, the account's on the public host; None for a visitor
    and for the system. `may_write` is False for an agent whose membership waits for a confirmation. `people`: every
    usager whose contact or civil identity a citizen proved, `id` being the first.
    """

    kind: ActorKind
    id: UUID | None = None
    name: str = ""
    is_admin: bool = False
    may_write: bool = True
    people: tuple[UUID, ...] = ()

    @property
    def is_agent(self) -> bool:
        return self.kind is ActorKind.AGENT

    @property
    def agent_id(self) -> UUID | None:
        return self.id if self.is_agent else None


SYSTEM = Actor(ActorKind.SYSTEM, name="Système")
VISITOR = Actor(ActorKind.USAGER, name="Usager")
