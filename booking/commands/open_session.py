"""Open a collective session: one time, one or several agendas, seats that people join."""

from collections.abc import Collection
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError

from booking.commands.expire_holds import drop_holds, expired_on
from booking.commands.index import lock_agendas, reindex
from booking.commands.overlap import overlaps_told
from booking.commands.refusals import CreneauTaken
from booking.commands.wanted import Wanted
from booking.events import SessionOpened
from booking.models import Agenda, Motif, Occupation, Rdv
from booking.models.occupation import ONE_AT_A_TIME
from booking.vocabulary import CreatedBy
from foundation.actors import Actor
from foundation.database.errors import breaks
from foundation.database.unit import unit_of_work
from foundation.errors import Forbidden, Refusal
from foundation.outbox.events import publish


class ImpossibleSession(Refusal):
    code = "seance-impossible"
    sentence = (
        "Une séance commence plus tard que maintenant, avec au moins une place et un agenda en service."
    )
    status = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPlan:
    """What is to be opened, dates aside. The first agenda named is the one that receives.

    `minutes` instead of the motif's duration, when not None.
    """

    motif: Motif
    lieu_id: int | None
    agenda_ids: Collection[int]
    seats: int
    title: str = ""
    minutes: int | None = None
    series: UUID | None = None

    def wanted(self, starts_at: datetime) -> Wanted:
        motif = self.motif
        if self.minutes is not None:
            motif = copy(motif)
            motif.duration_min = self.minutes
        ordered = list(dict.fromkeys(self.agenda_ids))
        return Wanted(
            motif=motif, lieu_id=self.lieu_id, starts_at=starts_at, agenda_ids=ordered, free_choice=True
        )

    def check(self, starts_at: datetime, by: Actor, now: datetime) -> None:
        """Raises Forbidden, ImpossibleSession."""
        if not by.is_agent:
            raise Forbidden
        if self.seats < 1 or not self.agenda_ids or starts_at <= now:
            raise ImpossibleSession


def open_session(
    motif: Motif,
    *,
    lieu_id: int | None,
    starts_at: datetime,
    agenda_ids: Collection[int],
    seats: int,
    by: Actor,
    now: datetime,
    title: str = "",
) -> Rdv:
    """By an agent, bound neither by openings nor by delays.

    Raises Forbidden, ImpossibleSession, and CreneauTaken (WouldOverlap) when one of the agendas is occupied then.
    """
    plan = SessionPlan(motif=motif, lieu_id=lieu_id, agenda_ids=agenda_ids, seats=seats, title=title)
    return open_planned(plan, starts_at, by=by, now=now)


def open_planned(
    plan: SessionPlan, starts_at: datetime, *, by: Actor, now: datetime, rdv_id: UUID | None = None
) -> Rdv:
    """As `open_session`. The same form sent twice, with the id that it gives the session, opens one."""
    plan.check(starts_at, by, now)
    wanted = plan.wanted(starts_at)
    with overlaps_told(wanted, by=by, now=now):
        try:
            return _write(plan, wanted, rdv_id or uuid4(), by, now)
        except IntegrityError as error:
            if not breaks(error, ONE_AT_A_TIME):
                raise
            raise CreneauTaken from error


@unit_of_work
def _write(plan: SessionPlan, wanted: Wanted, rdv_id: UUID, by: Actor, now: datetime) -> Rdv:
    agendas = [agenda for agenda in lock_agendas(wanted.agenda_ids) if agenda.is_active]
    if len(agendas) < len(wanted.agenda_ids):
        raise ImpossibleSession
    if twin := Rdv.objects.filter(pk=rdv_id).first():
        if not twin.is_session:
            raise ImpossibleSession
        return twin
    drop_holds(expired_on(wanted.agenda_ids, now), on=wanted.agenda_ids)
    lanes = _free_lanes(agendas, wanted)
    rdv = _rdv(plan, wanted, now)
    rdv.pk = rdv_id
    rdv.save(force_insert=True)
    span = (wanted.span.start, wanted.span.end)
    Occupation.objects.bulk_create(
        Occupation(agenda_id=agenda_id, lane=lane, during=span, rdv=rdv) for agenda_id, lane in lanes.items()
    )
    reindex(wanted.agenda_ids, *wanted.days)
    publish(SessionOpened(rdv_id=rdv.pk, by=by.kind))
    return rdv


def _rdv(plan: SessionPlan, wanted: Wanted, now: datetime) -> Rdv:
    return Rdv(
        organisation_id=plan.motif.organisation_id,
        motif=plan.motif,
        lieu_id=plan.lieu_id,
        agenda_id=next(iter(wanted.agenda_ids)),
        seats=plan.seats,
        title=plan.title,
        series=plan.series,
        starts_at=wanted.starts_at,
        ends_at=wanted.starts_at + wanted.motif.duration,
        created_by=CreatedBy.AGENT,
        created_at=now,
    )


def _free_lanes(agendas: Collection[Agenda], wanted: Wanted) -> dict[int, int]:
    span = (wanted.span.start, wanted.span.end)
    rows = Occupation.objects.filter(agenda__in=agendas, during__overlap=span)
    taken = set(rows.values_list("agenda_id", "lane"))
    lanes = {}
    for agenda in agendas:
        free = (lane for lane in range(1, agenda.capacity + 1) if (agenda.pk, lane) not in taken)
        lane = next(free, None)
        if lane is None:
            raise CreneauTaken
        lanes[agenda.pk] = lane
    return lanes
