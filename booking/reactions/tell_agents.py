"""What an agent is written about the rdvs of their own agenda, as much as they asked for."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

from booking.events import (
    ParticipationJoined,
    ParticipationLeft,
    RdvBooked,
    RdvCancelled,
    RdvMoved,
    RdvRestored,
)
from booking.models import Agent, Rdv
from booking.queries.agent_rdvs import agendas_of, rdv_by_id, zone_of
from booking.queries.recipients import agents_of
from booking.reactions.sending import send
from booking.reactions.to_each import to_each
from booking.vocabulary import AgentNotices, MessageKind, RdvStatus
from foundation import clock
from foundation.actors import ActorKind
from foundation.courier.channels import Channel
from foundation.outbox.wiring import Envelope
from foundation.web.components.typography import date_heure

BY = {
    ActorKind.USAGER: "par l’usager",
    ActorKind.AGENT: "par un agent",
    ActorKind.MACHINE: "par un programme autorisé",
    ActorKind.SYSTEM: "automatiquement",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """`calendar`: whether the agent's own calendar adds or removes it."""

    title: str
    text: str
    calendar: str
    ADD: ClassVar[str] = "add"
    REMOVE: ClassVar[str] = "remove"

    def extra(self) -> dict[str, Any]:
        return {"title": self.title, "text": self.text, "calendar": self.calendar}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Who acted, and the starts it is about: the level of each agent is judged on them."""

    rdv: Rdv
    by_agent: UUID | None
    starts: Collection[datetime]
    message_id: UUID


def agents_booked(event: RdvBooked, envelope: Envelope) -> None:
    if rdv := _to_come(event.rdv_id):
        notice = Notice(title="Nouveau rendez-vous", text=f"Pris {BY[event.by]}.", calendar=Notice.ADD)
        _tell(_change(rdv, event.by_agent, envelope), _agents_now(rdv), notice)


def agents_restored(event: RdvRestored, envelope: Envelope) -> None:
    if rdv := _to_come(event.rdv_id):
        text = f"Il avait été annulé par erreur. Repris {BY[event.by]}."
        notice = Notice(title="Rendez-vous rétabli", text=text, calendar=Notice.ADD)
        _tell(_change(rdv, event.by_agent, envelope), _agents_now(rdv), notice)


def agents_moved(event: RdvMoved, envelope: Envelope) -> None:
    """Who had it and has it no more, and who has it now, learn it as well as who keeps it."""
    rdv = _to_come(event.rdv_id)
    if rdv is None:
        return
    before, after = set(agents_of(event.former_agendas)), set(_agents_now(rdv))
    change = _change(rdv, event.by_agent, envelope, event.from_at)
    was = f"Il était prévu le {date_heure(event.from_at, zone_of(rdv))}."
    gone = Notice(
        title="Rendez-vous retiré de votre agenda",
        text=f"{was} Un autre agent le reçoit.",
        calendar=Notice.REMOVE,
    )
    new = Notice(
        title="Nouveau rendez-vous", text=f"Confié à votre agenda {BY[event.by]}.", calendar=Notice.ADD
    )
    moved = Notice(title="Rendez-vous déplacé", text=f"Déplacé {BY[event.by]}. {was}", calendar=Notice.ADD)
    _tell(change, before - after, gone)
    _tell(change, after - before, new)
    if (rdv.starts_at, rdv.lieu_id) != (event.from_at, event.from_lieu):
        _tell(change, before & after, moved)


def agents_cancelled(event: RdvCancelled, envelope: Envelope) -> None:
    rdv = rdv_by_id(event.rdv_id)
    if rdv and rdv.is_cancelled and rdv.starts_at > clock.now():
        agendas = {*event.former_agendas, *(agenda.pk for agenda in agendas_of(rdv))}
        notice = Notice(title="Rendez-vous annulé", text=f"Annulé {BY[event.by]}.", calendar=Notice.REMOVE)
        _tell(_change(rdv, event.by_agent, envelope), agents_of(agendas), notice)


def agents_joined(event: ParticipationJoined, envelope: Envelope) -> None:
    """Not what an agent did in their own session."""
    rdv = None if event.told_with else _to_come(event.rdv_id)
    if rdv and event.by != ActorKind.AGENT:
        count = 1 + len(event.together)
        text = f"{count} personnes inscrites ensemble." if count > 1 else ""
        notice = Notice(title="Nouvelle inscription à votre séance", text=text, calendar="")
        _tell(_change(rdv, event.by_agent, envelope), _agents_now(rdv), notice)


def agents_left(event: ParticipationLeft, envelope: Envelope) -> None:
    rdv = _to_come(event.rdv_id)
    if rdv and event.by != ActorKind.AGENT:
        notice = Notice(title="Une place est libérée dans votre séance", text="", calendar="")
        _tell(_change(rdv, event.by_agent, envelope), _agents_now(rdv), notice)


def _to_come(rdv_id: UUID) -> Rdv | None:
    rdv = rdv_by_id(rdv_id)
    return rdv if rdv and rdv.status == RdvStatus.SCHEDULED and rdv.starts_at > clock.now() else None


def _agents_now(rdv: Rdv) -> Iterable[Agent]:
    return agents_of([agenda.pk for agenda in agendas_of(rdv)])


def _change(rdv: Rdv, by_agent: UUID | None, envelope: Envelope, *former: datetime) -> Change:
    starts = (rdv.starts_at, *former)
    return Change(rdv=rdv, by_agent=by_agent, starts=starts, message_id=envelope.message_id)


def _tell(change: Change, agents: Iterable[Agent], notice: Notice) -> None:
    def tell(agent: Agent) -> None:
        now = clock.now()
        if _wants(agent, change, now):
            send(
                kind=MessageKind.AGENT_NOTICE,
                channel=Channel.EMAIL,
                key=f"agent:{change.message_id}:{agent.pk}",
                now=now,
                agent=agent,
                rdv=change.rdv,
                drop_after=change.rdv.starts_at,
                extra=notice.extra(),
            )

    to_each(agents, tell)


def _wants(agent: Agent, change: Change, now: datetime) -> bool:
    own = agent.pk == change.by_agent
    match agent.notices:
        case AgentNotices.ALL:
            return True
        case AgentNotices.OTHERS:
            return not own
        case AgentNotices.SOON:
            return not own and _is_soon(change, now)
    return False


def _is_soon(change: Change, now: datetime) -> bool:
    """Today or tomorrow, there."""
    zone = zone_of(change.rdv)
    limit = now.astimezone(zone).date() + timedelta(days=1)
    return any(start.astimezone(zone).date() <= limit for start in change.starts)
