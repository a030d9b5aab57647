"""Move an rdv: the old time is freed only if the new one is taken, in one transaction."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError
from django.utils.translation import gettext_noop as _

from booking.commands.again import Meanwhile, begin_again
from booking.commands.check_quota import check_quota
from booking.commands.index import reindex, reindex_freed
from booking.commands.keep_for_waiting import keep_for_waiting
from booking.commands.overlap import check_overlap, overlaps_told
from booking.commands.plan_messages import forget_reminders, plan_reminders
from booking.commands.refusals import AlreadyOver, CreneauTaken, SessionStays
from booking.commands.take_time import occupations_of, take_time
from booking.commands.usagers import Identity
from booking.commands.wanted import Taken, Wanted
from booking.events import RdvMoved
from booking.models import Occupation, Participation, Rdv, Usager
from booking.models.occupation import ONE_AT_A_TIME
from booking.policies import is_moved_online, may_move_online
from booking.queries.people import granted
from booking.queries.reception import received_again
from booking.queries.sectors import Address
from booking.vocabulary import RdvStatus
from foundation.actors import Actor
from foundation.database.errors import breaks
from foundation.database.unit import unit_of_work
from foundation.errors import Forbidden, Refusal
from foundation.outbox.events import publish

# Raises when the rdv may not be moved, as it is now, under the lock.
type Check = Callable[[Rdv], None]


class TooLateToMove(Refusal):
    code = "trop-tard-pour-deplacer"
    sentence = _(
        "Il est trop tard pour déplacer ce rendez-vous en ligne. Téléphonez pour convenir d’une autre date."
    )


class NotMovedOnline(Refusal):
    code = "deplacement-par-telephone"
    sentence = _("Ce rendez-vous ne se déplace pas en ligne. Téléphonez pour convenir d’une autre date.")


class SummonsNotMoved(NotMovedOnline):
    code = "convocation"
    sentence = _(
        "Ce rendez-vous est une convocation : il ne se déplace pas en ligne. "
        "Si vous ne pouvez pas venir, téléphonez au service qui vous convoque."
    )


def move_by_usager(
    participation: Participation,
    *,
    starts_at: datetime,
    lieu_id: int | None,
    by: Actor,
    now: datetime,
    address: Address | None = None,
) -> Rdv:
    """By the holder of the link, within the motif's delays. With the same agenda when it can receive, else with
    another of those who may receive this person (`received_again`).

    Raises CreneauTaken, TooLateToMove, NotMovedOnline, SessionStays, AlreadyOver, QuotaReached; the rdv is then where
    it was.
    """

    def check(rdv: Rdv) -> None:
        fresh = Participation.objects.select_related("rdv__motif").get(pk=participation.pk)
        if rdv.status != RdvStatus.SCHEDULED or fresh.status != RdvStatus.SCHEDULED:
            raise AlreadyOver
        if rdv.is_session:
            raise SessionStays
        if not is_moved_online(rdv):
            raise SummonsNotMoved if rdv.motif.is_convocation else NotMovedOnline
        if not may_move_online(fresh, now):
            raise TooLateToMove

    rdv = _read(participation.rdv_id)
    check(rdv)
    motif = received_again(_fresh(participation, rdv), address=address)
    wanted = Wanted(motif=motif, lieu_id=lieu_id, starts_at=starts_at)
    same = [rdv.agenda_id] if rdv.agenda_id else []
    try:
        return _move(rdv.pk, replace(wanted, agenda_ids=same), check, by, now)
    except CreneauTaken:
        return _move(rdv.pk, wanted, check, by, now)


def move_by_agent(
    rdv: Rdv,
    *,
    starts_at: datetime,
    lieu_id: int | None,
    by: Actor,
    now: datetime,
    agenda_ids: Collection[int] = (),
    overlap: bool = False,
) -> Rdv:
    """By an agent, bound neither by grid nor by delays. `overlap` takes the time of the one agenda named anyway.

    Raises Forbidden, AlreadyOver, WouldOverlap, CreneauTaken; the rdv is then where it was.
    """
    if not by.is_agent:
        raise Forbidden
    rdv = _read(rdv.pk)
    wanted = Wanted(
        motif=granted(rdv.motif, rdv.people),
        lieu_id=lieu_id,
        starts_at=starts_at,
        agenda_ids=agenda_ids,
        free_choice=True,
        overlap=overlap,
    )
    check_overlap(wanted, by)
    with overlaps_told(wanted, by=by, now=now, moving=rdv):
        return _move(rdv.pk, wanted, _still_to_come, by, now)


def _fresh(participation: Participation, rdv: Rdv) -> Participation:
    fresh = Participation.objects.select_related("usager__responsible").get(pk=participation.pk)
    fresh.rdv = rdv
    return fresh


def _still_to_come(rdv: Rdv) -> None:
    if rdv.status != RdvStatus.SCHEDULED:
        raise AlreadyOver


def _read(rdv_id: UUID) -> Rdv:
    return Rdv.objects.select_related("motif__organisation").get(pk=rdv_id)


@begin_again
def _move(rdv_id: UUID, wanted: Wanted, check: Check, by: Actor, now: datetime) -> Rdv:
    try:
        return _move_once(rdv_id, wanted, check, by, now)
    except IntegrityError as error:
        if not breaks(error, ONE_AT_A_TIME):
            raise
        raise Meanwhile from error


@unit_of_work
def _move_once(rdv_id: UUID, wanted: Wanted, check: Check, by: Actor, now: datetime) -> Rdv:
    seen = _read(rdv_id)
    if seen.is_session:
        raise SessionStays
    check(seen)
    old = list(Occupation.objects.filter(rdv=seen))
    if _is_there(seen, wanted):
        return seen
    taken = take_time(wanted, now=now, releasing=seen)
    rdv = (
        Rdv.objects.select_for_update(no_key=True, of=("self",))
        .select_related("motif__organisation")
        .get(pk=rdv_id)
    )
    if taken is None or rdv.sequence != seen.sequence:
        raise Meanwhile
    check(rdv)
    for usager in Usager.objects.filter(participations__rdv=rdv).select_related("responsible"):
        answers = Identity.answering_for(usager)
        check_quota(rdv.motif, answers, starts_at=wanted.starts_at, by=by, apart_from=rdv.pk)
    _write(rdv, wanted, taken, by)
    reindex_freed(old)
    reindex({taken.agenda_id, *(agenda_id for agenda_id, _ in taken.beside)}, *wanted.days)
    if seen.agenda_id:
        was = replace(wanted, lieu_id=seen.lieu_id, starts_at=seen.starts_at, agenda_ids=[seen.agenda_id])
        was = replace(was, free_choice=False, overlap=False)
        keep_for_waiting(was, old, first=now, now=now)
    if rdv.starts_at != seen.starts_at:
        _ask_again(rdv, now)
    publish(
        RdvMoved(
            rdv_id=rdv.pk,
            from_at=seen.starts_at,
            by=by.kind,
            by_agent=by.agent_id,
            overlap=not taken.exclusive,
            from_lieu=seen.lieu_id,
            former_agendas=tuple(each.agenda_id for each in old),
        )
    )
    return rdv


def _ask_again(rdv: Rdv, now: datetime) -> None:
    """Who had said that they come said it of another hour."""
    rdv.participations.filter(confirmed_at__isnull=False).update(confirmed_at=None)
    forget_reminders(rdv)
    plan_reminders(rdv, now)


def _is_there(rdv: Rdv, wanted: Wanted) -> bool:
    """Asked twice, moved once."""
    same = (rdv.starts_at, rdv.lieu_id) == (wanted.starts_at, wanted.lieu_id)
    return same and (not wanted.agenda_ids or rdv.agenda_id in wanted.agenda_ids)


def _write(rdv: Rdv, wanted: Wanted, taken: Taken, by: Actor) -> None:
    rdv.starts_at, rdv.ends_at = wanted.starts_at, wanted.starts_at + wanted.motif.duration
    rdv.lieu_id, rdv.agenda_id, rdv.sequence = wanted.lieu_id, taken.agenda_id, rdv.sequence + 1
    rdv.save(update_fields=["starts_at", "ends_at", "lieu", "agenda", "sequence"])
    Occupation.objects.bulk_create(occupations_of(wanted, taken, rdv=rdv, overlapped_by=by.id))
