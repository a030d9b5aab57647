"""Book: the held time becomes an rdv, or a free time is taken at once."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError

from booking.commands.expire_holds import HOLD_EXPIRED
from booking.commands.hold_creneau import ATTEMPTS
from booking.commands.index import lock_agendas, reindex
from booking.commands.overlap import check_overlap, overlaps_told
from booking.commands.refusals import CreneauTaken
from booking.commands.take_time import Wanted, take_time
from booking.commands.usagers import Identity, recognise_usager
from booking.events import RdvBooked
from booking.models import Hold, Occupation, Participation, Rdv
from booking.models.occupation import ONE_AT_A_TIME
from booking.vocabulary import CreatedBy
from foundation.actors import Actor
from foundation.database.errors import breaks
from foundation.database.unit import unit_of_work
from foundation.due.rows import cancel
from foundation.outbox.events import publish


def confirm_hold(
    hold_id: UUID, *, visitor_mark: str, identity: Identity, by: Actor, now: datetime
) -> Participation:
    """The rdv of a held time. Submitted twice, the same rdv is answered twice: it bears the id of its hold.

    A hold that is over is honoured as long as nobody took the time. Raises CreneauTaken otherwise.
    """
    hold = Hold.objects.filter(pk=hold_id, visitor=visitor_mark).select_related("motif__organisation").first()
    if hold is None:
        return _already_booked(hold_id)
    if hold.expires_at > now:
        booked = _convert(hold, identity, by, now)
        return booked or _already_booked(hold_id)
    wanted = Wanted(motif=hold.motif, lieu_id=hold.lieu_id, starts_at=hold.starts_at)
    return book_rdv(wanted, identity=identity, by=by, now=now, rdv_id=hold_id)


def book_rdv(
    wanted: Wanted,
    *,
    identity: Identity,
    by: Actor,
    now: datetime,
    rdv_id: UUID | None = None,
    overlap: bool = False,
) -> Participation:
    """Take a free time and book it in one transaction. `overlap`: an agent takes the named agenda's time anyway.

    Raises CreneauTaken; its kind WouldOverlap when an agent named agendas that are occupied then.
    """
    wanted = replace(wanted, overlap=overlap)
    check_overlap(wanted, by)
    with overlaps_told(wanted, by=by, now=now):
        for _ in range(ATTEMPTS):
            try:
                participation = _book_once(wanted, identity, by, now, rdv_id)
            except IntegrityError as error:
                if not breaks(error, ONE_AT_A_TIME):
                    raise
                continue
            if participation:
                return participation
        raise CreneauTaken


@unit_of_work
def _convert(hold: Hold, identity: Identity, by: Actor, now: datetime) -> Participation | None:
    """None when a second submission of the same form was faster."""
    lock_agendas(hold.occupations.values_list("agenda_id", flat=True))
    if not Hold.objects.select_for_update(no_key=True).filter(pk=hold.pk).exists():
        return None
    wanted = Wanted(motif=hold.motif, lieu_id=hold.lieu_id, starts_at=hold.starts_at)
    participation = _write(wanted, identity, by, now, hold.pk)
    # The occupation changes hands: free time does not move, so the index is not touched.
    Occupation.objects.filter(hold=hold).update(hold=None, rdv=participation.rdv)
    hold.delete()
    cancel(HOLD_EXPIRED, participation.rdv_id)
    return participation


@unit_of_work
def _book_once(
    wanted: Wanted, identity: Identity, by: Actor, now: datetime, rdv_id: UUID | None
) -> Participation | None:
    releasing = Hold.objects.filter(pk=rdv_id).first() if rdv_id else None
    taken = take_time(wanted, now=now, releasing=releasing)
    if taken is None:
        return None
    if wanted.overlap and rdv_id and (twin := Participation.objects.filter(rdv=rdv_id).first()):
        # Nothing else refuses the second submission of one form.
        return twin
    participation = _write(wanted, identity, by, now, rdv_id, overlap=not taken.exclusive)
    Occupation.objects.create(
        agenda_id=taken.agenda_id,
        lane=taken.lane,
        during=(wanted.span.start, wanted.span.end),
        rdv=participation.rdv,
        exclusive=taken.exclusive,
        overlapped_by=None if taken.exclusive else by.id,
    )
    reindex([taken.agenda_id], wanted.day - timedelta(days=1), wanted.day)
    return participation


def _write(
    wanted: Wanted,
    identity: Identity,
    by: Actor,
    now: datetime,
    rdv_id: UUID | None,
    *,
    overlap: bool = False,
) -> Participation:
    rdv = Rdv(
        organisation_id=wanted.motif.organisation_id,
        motif=wanted.motif,
        lieu_id=wanted.lieu_id,
        starts_at=wanted.starts_at,
        ends_at=wanted.starts_at + wanted.motif.duration,
        created_by=CreatedBy.AGENT if by.is_agent else CreatedBy.USAGER,
        created_at=now,
    )
    if rdv_id:
        rdv.pk = rdv_id
    rdv.save(force_insert=True)
    participation = Participation.objects.create(rdv=rdv, usager=recognise_usager(identity, now=now))
    publish(RdvBooked(rdv_id=rdv.pk, by=by.kind, overlap=overlap))
    return participation


def _already_booked(hold_id: UUID) -> Participation:
    found = Participation.objects.filter(rdv=hold_id).select_related("rdv__motif", "usager").first()
    if found is None:
        raise CreneauTaken
    return found
