"""What an usager said, told by e-mail to those who receive them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from booking.models import Agent, Rdv
from booking.queries.agent_rdvs import agendas_of, rdv_by_id
from booking.queries.agents import administrators
from booking.queries.recipients import agents_of
from booking.reactions.sending import send
from booking.reactions.to_each import to_each
from booking.vocabulary import AgentNotices, MessageKind
from foundation.courier.channels import Channel


@dataclass(frozen=True, slots=True)
class Told:
    title: str
    text: str


def tell_agents_of(
    rdv_id: UUID, told: Told, *, key: str, now: datetime, only_who_wants: bool = False
) -> None:
    """One refused address keeps nothing from the others. What nobody else would read leaves whatever they chose."""
    rdv = rdv_by_id(rdv_id)
    if rdv is None:
        return

    def tell(agent: Agent) -> None:
        if not only_who_wants or agent.notices != AgentNotices.NONE:
            send(
                kind=MessageKind.AGENT_NOTICE,
                channel=Channel.EMAIL,
                key=f"{key}:{agent.pk}",
                now=now,
                agent=agent,
                rdv=rdv,
                extra={"title": told.title, "text": told.text},
            )

    to_each(_readers(rdv), tell)


def _readers(rdv: Rdv) -> Iterable[Agent]:
    """A counter that nobody stands for: the administrators."""
    return list(agents_of([agenda.pk for agenda in agendas_of(rdv)])) or list(administrators())
