"""Who waits at the desk is announced to the agents who receive them, when these asked for it."""

from booking.availability.wall_clock import local_day
from booking.events import PresenceRecorded
from booking.models import Agent, Participation, Rdv
from booking.queries.agent_rdvs import agendas_of, rdv_by_id, zone_of
from booking.queries.recipients import agents_of
from booking.reactions.sending import send
from booking.reactions.to_each import to_each
from booking.vocabulary import MessageKind, RdvStatus
from foundation import clock
from foundation.courier.channels import Channel
from foundation.outbox.wiring import Envelope


def agents_arrived(event: PresenceRecorded, envelope: Envelope) -> None:
    """Once for each person, however often it is noted. Not to who noted it."""
    rdv = rdv_by_id(event.rdv_id) if event.came else None
    people = _who_waits(rdv, event) if rdv and _is_awaited(rdv) else []
    if rdv is None or not people:
        return
    told = agents_of([agenda.pk for agenda in agendas_of(rdv)])

    def tell(agent: Agent) -> None:
        send(
            kind=MessageKind.AGENT_NOTICE,
            channel=Channel.EMAIL,
            key=f"arrived:{people[0].pk}:{agent.pk}",
            now=clock.now(),
            agent=agent,
            rdv=rdv,
            drop_after=rdv.ends_at,
            extra={"title": "On vous attend", "text": _said(people)},
        )

    to_each((each for each in told if each.arrival_notices and each.pk != event.by_agent), tell)


def _is_awaited(rdv: Rdv) -> bool:
    """Today, there, and not over: noted later, it is an outcome and no arrival."""
    now, zone = clock.now(), zone_of(rdv)
    return (
        not rdv.is_cancelled and now < rdv.ends_at and local_day(now, zone) == local_day(rdv.starts_at, zone)
    )


def _who_waits(rdv: Rdv, event: PresenceRecorded) -> list[Participation]:
    here = [each for each in rdv.participations.all() if each.status == RdvStatus.HONOURED]
    return [each for each in here if event.participation_id in (None, each.pk)]


def _said(people: list[Participation]) -> str:
    names = ", ".join(str(each.usager) for each in people)
    return f"{names} viennent d’arriver." if len(people) > 1 else f"{names} vient d’arriver."
