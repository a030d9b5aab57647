"""Questions a lower floor may ask a higher one. `project/wiring.py` gives the answers.

Each port is a typed attribute; calling one that nobody answered raises LookupError at once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from foundation.actors import Actor
from foundation.tenancy import CurrentTenant


@dataclass(frozen=True, slots=True)
class Member:
    """An agent of the current tenant, as the sign-in page needs to know them."""

    id: UUID
    name: str
    role: str


class Port[**P, R]:
    def __init__(self, question: str) -> None:
        self.question = question
        self._answer: Callable[P, R] | None = None

    def answered_by(self, answer: Callable[P, R]) -> None:
        self._answer = answer

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        if self._answer is None:
            raise LookupError(f"port without an answer: {self.question}")
        return self._answer(*args, **kwargs)


tenant_by_id: Port[[int], CurrentTenant | None] = Port("which administration has this id and is open?")
open_tenants: Port[[], Sequence[CurrentTenant]] = Port("which administrations are open, in a stable order?")
members: Port[[], Sequence[Member]] = Port("who are the agents of the current tenant?")
agent_actor: Port[[UUID], Actor | None] = Port("which actor is this agent of the current tenant?")
