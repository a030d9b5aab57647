"""Cancelling was a mistake: the same rdv comes back, with its link, as long as its time is free."""

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext_noop as _

from booking.commands.again import begin_again, lock_as_seen
from booking.commands.check_quota import check_quota_again
from booking.commands.keep_for_waiting import MARK, OFFER
from booking.commands.plan_messages import plan_reminders
from booking.commands.refusals import CreneauTaken
from booking.commands.take_time import index_taken, occupations_of, take_time
from booking.commands.use_invitation import take_uses_again
from booking.commands.wanted import Taken, Wanted
from booking.events import RdvRestored
from booking.models import CreneauOffer, Hold, Occupation, Participation, Rdv
from booking.policies import may_undo_cancel
from booking.queries.reception import received_again
from booking.vocabulary import OfferState, RdvStatus
from foundation.actors import Actor
from foundation.database.unit import unit_of_work
from foundation.due.rows import cancel
from foundation.errors import Refusal
from foundation.outbox.events import publish


class TooLateToUndo(Refusal):
    code = "trop-tard-pour-reprendre"
    sentence = _("Il est trop tard pour reprendre ce rendez-vous. Vous pouvez en prendre un autre.")


class TimeGone(CreneauTaken):
    code = "creneau-repris"
    sentence = _(
        "Ce créneau n’est plus libre : votre rendez-vous reste annulé. Vous pouvez en prendre un autre."
    )


def undo_cancel(participation: Participation, *, by: Actor, now: datetime) -> Rdv:
    """By the holder of the link who cancelled, for ten minutes. With the same agenda when it can receive. Taken back
    twice, it is taken back once.

    Raises TooLateToUndo, TimeGone, QuotaReached, InvitationOver; the rdv then stays cancelled.
    """
    rows = Participation.objects.select_related("rdv__motif__organisation", "usager__responsible")
    fresh = rows.get(pk=participation.pk)
    rdv = fresh.rdv
    # It was theirs: neither the grid nor the delays of the motif bind it again.
    motif = received_again(fresh)
    wanted = Wanted(motif=motif, lieu_id=rdv.lieu_id, starts_at=rdv.starts_at, free_choice=True)
    same = [rdv.agenda_id] if rdv.agenda_id else []
    try:
        return _restore(participation, replace(wanted, agenda_ids=same), by, now)
    except CreneauTaken:
        try:
            return _restore(participation, wanted, by, now)
        except CreneauTaken as taken:
            raise TimeGone from taken


@begin_again
@unit_of_work
def _restore(participation: Participation, wanted: Wanted, by: Actor, now: datetime) -> Rdv:
    fresh = _read(participation)
    seen = fresh.rdv
    if seen.status == RdvStatus.SCHEDULED and fresh.status == RdvStatus.SCHEDULED:
        return seen
    if not may_undo_cancel(fresh, now):
        raise TooLateToUndo
    taken = _take(seen, wanted, now)
    rdv = lock_as_seen(seen)
    check_quota_again(rdv, starts_at=rdv.starts_at, by=by)
    _write(rdv, wanted, taken)
    plan_reminders(rdv, now)
    publish(RdvRestored(rdv_id=rdv.pk, by=by.kind, by_agent=by.agent_id))
    return rdv


def _read(participation: Participation) -> Participation:
    return Participation.objects.select_related("rdv__motif").get(pk=participation.pk)


def _take(rdv: Rdv, wanted: Wanted, now: datetime) -> Taken:
    """Also when it is kept for those who wait, as long as it was offered to nobody."""
    kept = Hold.objects.filter(
        visitor__startswith=MARK, motif=rdv.motif, agenda=rdv.agenda, starts_at=rdv.starts_at
    ).first()
    taken = take_time(wanted, now=now, releasing=kept)
    if kept and CreneauOffer.objects.filter(hold_id=kept.pk, state=OfferState.LIVE).exists():
        raise CreneauTaken
    if kept:
        cancel(OFFER, kept.pk)
    return taken


def _write(rdv: Rdv, wanted: Wanted, taken: Taken) -> None:
    rdv.status, rdv.cancelled_at, rdv.sequence = RdvStatus.SCHEDULED, None, rdv.sequence + 1
    rdv.agenda_id, rdv.ends_at = taken.agenda_id, wanted.starts_at + wanted.motif.duration
    rdv.save(update_fields=["status", "cancelled_at", "sequence", "agenda", "ends_at"])
    back = rdv.participations.filter(status=RdvStatus.CANCELLED_BY_USAGER)
    take_uses_again(back)
    back.update(status=RdvStatus.SCHEDULED, cancel_reason="")
    Occupation.objects.bulk_create(occupations_of(wanted, taken, rdv=rdv))
    index_taken(wanted, taken)
