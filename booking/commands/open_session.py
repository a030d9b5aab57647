"""Open a collective session: one time, one or several agendas, seats that people join."""

from collections.abc import Collection
from datetime import datetime

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
    """By an agent, bound neither by openings nor by delays. The first agenda named is the one that receives.

    Raises Forbidden, ImpossibleSession, and CreneauTaken (WouldOverlap) when one of them is occupied then.
    """
    if not by.is_agent:
        raise Forbidden
    if seats < 1 or not agenda_ids or starts_at <= now:
        raise ImpossibleSession
    ordered = list(dict.fromkeys(agenda_ids))
    wanted = Wanted(motif=motif, lieu_id=lieu_id, starts_at=starts_at, agenda_ids=ordered, free_choice=True)
    rdv = Rdv(
        organisation_id=motif.organisation_id,
        motif=motif,
        lieu_id=lieu_id,
        agenda_id=ordered[0],
        seats=seats,
        title=title,
        starts_at=starts_at,
        ends_at=starts_at + motif.duration,
        created_by=CreatedBy.AGENT,
        created_at=now,
    )
    with overlaps_told(wanted, by=by, now=now):
        try:
            return _write(rdv, wanted, by, now)
        except IntegrityError as error:
            if not breaks(error, ONE_AT_A_TIME):
                raise
            raise CreneauTaken from error


@unit_of_work
def _write(rdv: Rdv, wanted: Wanted, by: Actor, now: datetime) -> Rdv:
    agendas = [agenda for agenda in lock_agendas(wanted.agenda_ids) if agenda.is_active]
    if len(agendas) < len(wanted.agenda_ids):
        raise ImpossibleSession
    drop_holds(expired_on(wanted.agenda_ids, now), on=wanted.agenda_ids)
    lanes = _free_lanes(agendas, wanted)
    rdv.save(force_insert=True)
    span = (wanted.span.start, wanted.span.end)
    Occupation.objects.bulk_create(
        Occupation(agenda_id=agenda_id, lane=lane, during=span, rdv=rdv) for agenda_id, lane in lanes.items()
    )
    reindex(wanted.agenda_ids, *wanted.days)
    publish(SessionOpened(rdv_id=rdv.pk, by=by.kind))
    return rdv


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
