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
    """What nobody else would read leaves whatever they chose."""
    if rdv := rdv_by_id(rdv_id):
        readers = _readers(rdv)
        if only_who_wants:
            readers = [agent for agent in readers if agent.notices != AgentNotices.NONE]
        _tell(readers, told, rdv, key, now)


def tell_administrators(told: Told, *, key: str, now: datetime) -> None:
    """Of what concerns no rdv."""
    _tell(administrators(), told, None, key, now)


def _tell(readers: Iterable[Agent], told: Told, rdv: Rdv | None, key: str, now: datetime) -> None:
    """One refused address keeps nothing from the others."""

    def tell(agent: Agent) -> None:
        send(
            kind=MessageKind.AGENT_NOTICE,
            channel=Channel.EMAIL,
            key=f"{key}:{agent.pk}",
            now=now,
            agent=agent,
            rdv=rdv,
            extra={"title": told.title, "text": told.text},
        )

    to_each(readers, tell)


def _readers(rdv: Rdv) -> Iterable[Agent]:
    """A counter that nobody stands for: the administrators."""
    return list(agents_of([agenda.pk for agenda in agendas_of(rdv)])) or list(administrators())
