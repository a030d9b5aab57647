"""Book: the held time becomes an rdv, or a free time is taken at once."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError

from booking.commands.again import begin_again
from booking.commands.check_no_shows import check_no_shows
from booking.commands.check_quota import check_quota
from booking.commands.details import NOTHING_MORE, Details, take_part, who_comes
from booking.commands.expire_holds import HOLD_EXPIRED
from booking.commands.hand_over import hand_over
from booking.commands.overlap import check_overlap, overlaps_told
from booking.commands.plan_messages import plan_reminders
from booking.commands.refusals import CreneauTaken, refuse_if_summons
from booking.commands.take_time import index_taken, occupations_of, take_time
from booking.commands.usagers import Identity
from booking.commands.use_invitation import use_invitation
from booking.commands.wanted import Wanted
from booking.events import RdvBooked
from booking.models import Hold, Occupation, Participation, Rdv
from booking.queries.people import granted
from booking.queries.rdvs import participation_of_hold
from booking.vocabulary import CreatedBy, SectorLevel
from foundation.actors import Actor
from foundation.database.errors import breaks
from foundation.database.unit import unit_of_work
from foundation.due.rows import cancel
from foundation.errors import Refusal
from foundation.outbox.events import publish


class _Gone(Exception):
    """The hold went while its agendas were awaited: the transaction is undone."""


def confirm_hold(
    hold_id: UUID,
    *,
    visitor_mark: str,
    identity: Identity,
    by: Actor,
    now: datetime,
    details: Details = NOTHING_MORE,
) -> Participation:
    """The rdv of a held time. Submitted twice, the same rdv is answered twice: it bears the id of its hold, which
    the door takes from the visitor's own session and from nowhere else.

    A hold that is over is honoured as long as nobody took the time. Raises CreneauTaken otherwise, QuotaReached, and
    ConfirmationAsked.
    """
    try:
        found = convert_hold(hold_id, visitor_mark, identity, by, now, details)
    except _Gone:
        found = None
    except IntegrityError as error:
        if not breaks(error, "booking_rdv_pkey"):
            raise
        found = None
    if isinstance(found, Hold):
        return book_rdv(_wanted(found), identity=identity, by=by, now=now, rdv_id=hold_id, details=details)
    known = found or participation_of_hold(hold_id)
    if known is None:
        raise CreneauTaken
    return known


def book_rdv(
    wanted: Wanted,
    *,
    identity: Identity,
    by: Actor,
    now: datetime,
    rdv_id: UUID | None = None,
    overlap: bool = False,
    details: Details = NOTHING_MORE,
) -> Participation:
    """Take a free time and book it in one transaction. `overlap`: an agent takes the named agenda's time anyway.

    `rdv_id`: of the form; submitted twice, the same rdv is answered twice.
    Raises QuotaReached, ConfirmationAsked, CreneauTaken; its kind WouldOverlap when an agent named agendas that are
    occupied then.
    """
    wanted = replace(wanted, overlap=overlap)
    check_overlap(wanted, by)
    with overlaps_told(wanted, by=by, now=now):
        try:
            return _book(wanted, identity, by, now, rdv_id, details)
        except (Refusal, IntegrityError):
            # Whatever stands in its way may be what the first submission took.
            if rdv_id and (known := participation_of_hold(rdv_id)):
                return known
            raise


@unit_of_work
def convert_hold(
    hold_id: UUID,
    visitor_mark: str,
    identity: Identity,
    by: Actor,
    now: datetime,
    details: Details = NOTHING_MORE,
) -> Participation | Hold | None:
    """The rdv that the hold became; the hold itself when it is over, None when there is none. Locks the agendas and
    reads the hold at once.
    """
    kept = Occupation.objects.filter(hold=hold_id, hold__visitor=visitor_mark).order_by("agenda")
    kept = kept.select_related("agenda", "hold__motif__organisation")
    found = list(kept.select_for_update(no_key=True, of=("agenda",)))
    hold = found[0].hold if found else None
    # Another's clock may be ahead of ours, and part of what it kept be given away already.
    if hold is None or hold.expires_at <= now or len(found) != hold.motif.agendas_needed:
        return hold
    participation = _write(
        _wanted(hold), identity, by, now, hold_id, details, agenda_id=hold.agenda_id, ends_at=hold.ends_at
    )
    # The occupation changes hands: free time does not move, so the index is not touched.
    if hand_over(hold_id) != len(found):
        raise _Gone
    cancel(HOLD_EXPIRED, hold_id)
    return participation


def _wanted(hold: Hold) -> Wanted:
    """With who was to receive, where the visitor might not have been received by anybody else."""
    motif = granted(hold.motif, hold.people)
    alone = motif.follow_up or motif.sector_level != SectorLevel.EVERYWHERE
    kept = [hold.agenda_id] if alone and hold.agenda_id else []
    return Wanted(motif=motif, lieu_id=hold.lieu_id, starts_at=hold.starts_at, agenda_ids=kept)


@begin_again
@unit_of_work
def _book(
    wanted: Wanted, identity: Identity, by: Actor, now: datetime, rdv_id: UUID | None, details: Details
) -> Participation:
    releasing = Hold.objects.filter(pk=rdv_id).first() if rdv_id else None
    taken = take_time(wanted, now=now, releasing=releasing)
    participation = _write(
        wanted, identity, by, now, rdv_id, details, agenda_id=taken.agenda_id, overlap=not taken.exclusive
    )
    Occupation.objects.bulk_create(occupations_of(wanted, taken, rdv=participation.rdv, overlapped_by=by.id))
    index_taken(wanted, taken)
    return participation


def _write(
    wanted: Wanted,
    identity: Identity,
    by: Actor,
    now: datetime,
    rdv_id: UUID | None,
    details: Details,
    *,
    agenda_id: int | None,
    overlap: bool = False,
    ends_at: datetime | None = None,
) -> Participation:
    refuse_if_summons(wanted.motif, by)
    answers = details.responsible or identity
    check_quota(wanted.motif, answers, starts_at=wanted.starts_at, by=by, apart_from=rdv_id)
    check_no_shows(wanted.motif, answers, by=by, now=now)
    if details.invitation_id:
        use_invitation(details.invitation_id, wanted.motif, now=details.invited_at or now)
    rdv = Rdv(
        organisation_id=wanted.motif.organisation_id,
        motif=wanted.motif,
        lieu_id=wanted.lieu_id,
        agenda_id=agenda_id,
        starts_at=wanted.starts_at,
        # What was held is what is booked, were the motif longer by now.
        ends_at=ends_at or wanted.starts_at + wanted.motif.duration,
        people=wanted.motif.count,
        address=details.address,
        created_by=CreatedBy.AGENT if by.is_agent else CreatedBy.USAGER,
        created_at=now,
    )
    if rdv_id:
        rdv.pk = rdv_id
    rdv.save(force_insert=True)
    participation = take_part(rdv, who_comes(identity, details, by, now), details, now=now)
    plan_reminders(rdv, now, [participation])
    publish(RdvBooked(rdv_id=rdv.pk, by=by.kind, by_agent=by.agent_id, overlap=overlap))
    return participation
