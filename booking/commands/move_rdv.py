"""Move an rdv: by the holder of its link within the motif's rules, by an agent at any time."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext_noop as _

from booking.commands.change_time import change_time, rdv_to_move
from booking.commands.overlap import check_overlap, overlaps_told
from booking.commands.refusals import AlreadyOver, CreneauTaken, SessionStays
from booking.commands.wanted import Wanted
from booking.models import Participation, Rdv
from booking.policies import is_moved_online, may_move_online
from booking.queries.people import granted
from booking.queries.reception import received_again
from booking.queries.sectors import Address
from booking.vocabulary import RdvStatus
from foundation.actors import Actor
from foundation.errors import Forbidden, Refusal


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


def refuse_if_it_stays(participation: Participation, *, now: datetime) -> None:
    """For the holder of its link. Raises SessionStays, AlreadyOver, NotMovedOnline, TooLateToMove."""
    rdv = participation.rdv
    if rdv.is_session:
        raise SessionStays
    if {rdv.status, participation.status} != {RdvStatus.SCHEDULED} or rdv.starts_at <= now:
        raise AlreadyOver
    if not is_moved_online(rdv):
        raise SummonsNotMoved if rdv.motif.is_convocation else NotMovedOnline
    if not may_move_online(participation, now):
        raise TooLateToMove


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
        refuse_if_it_stays(fresh, now=now)

    rdv = rdv_to_move(participation.rdv_id)
    motif = received_again(_fresh(participation, rdv), address=address)
    wanted = Wanted(motif=motif, lieu_id=lieu_id, starts_at=starts_at)
    same = [rdv.agenda_id] if rdv.agenda_id else []
    try:
        return change_time(rdv.pk, replace(wanted, agenda_ids=same), check, by=by, now=now)
    except CreneauTaken:
        return change_time(rdv.pk, wanted, check, by=by, now=now)


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
    rdv = rdv_to_move(rdv.pk)
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
        return change_time(rdv.pk, wanted, _still_to_come, by=by, now=now)


def _fresh(participation: Participation, rdv: Rdv) -> Participation:
    fresh = Participation.objects.select_related("usager__responsible").get(pk=participation.pk)
    fresh.rdv = rdv
    return fresh


def _still_to_come(rdv: Rdv) -> None:
    if rdv.status != RdvStatus.SCHEDULED:
        raise AlreadyOver
