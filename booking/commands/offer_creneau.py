"""Offer a time that is kept: to the first who waits for such a time, then to the next, then to everybody."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from booking.commands.again import begin_again
from booking.commands.keep_for_waiting import OFFER, give_to_public, lock_kept
from booking.events import OfferEnded, OfferMade, OfferOutcome
from booking.models import CreneauOffer, FileAttente, Hold
from booking.queries.files_attente import in_line, may_be_offered, was_told
from booking.queries.people import granted
from booking.queries.reminder_times import may_write, next_morning
from booking.vocabulary import FAR_AHEAD, OFFERED_FAR_FOR, OFFERED_FOR, AttenteState, OfferState
from foundation.database.unit import unit_of_work
from foundation.due.rows import plan
from foundation.outbox.events import publish


@begin_again
@unit_of_work
def offer_creneau(hold_id: UUID, *, now: datetime) -> CreneauOffer | None:
    """The offer that stands. None when the time is the public's, or waits for the morning."""
    hold = lock_kept(hold_id)
    standing = CreneauOffer.objects.filter(hold_id=hold_id, state=OfferState.LIVE).first()
    if hold and standing and (standing.until > now or _may_last(standing, hold, now)):
        plan(OFFER, hold_id, standing.until)
        return standing
    if standing:
        end_offer(standing, OfferState.EXPIRED)
    if hold is None:
        return None
    motif = granted(hold.motif, hold.people)
    line = in_line(motif, lieu_id=hold.lieu_id, starts_at=hold.starts_at, now=now, agenda_id=hold.agenda_id)
    when = _next_hour(hold, now)
    if not may_be_offered(hold.motif, hold.starts_at, when) or not line.exists():
        give_to_public(hold, now)
        return None
    if when > now:
        plan(OFFER, hold_id, when)
        return None
    # Who is being offered another time at this very moment is passed over: one offer at a time.
    first = line.select_for_update(no_key=True, of=("self",), skip_locked=True).first()
    if first is None:
        give_to_public(hold, now)
        return None
    return make_offer(first, hold, now)


def make_offer(place: FileAttente, hold: Hold, now: datetime) -> CreneauOffer:
    """The person's place and the hold's agendas locked."""
    offer = CreneauOffer.objects.create(
        file_attente=place,
        hold_id=hold.pk,
        lieu_id=hold.lieu_id,
        starts_at=hold.starts_at,
        made_at=now,
        until=_end(hold, now),
    )
    place.state = AttenteState.OFFERED
    place.save(update_fields=["state"])
    plan(OFFER, hold.pk, offer.until)
    publish(OfferMade(file_attente_id=place.pk, offer_id=offer.pk))
    return offer


def end_offer(offer: CreneauOffer, state: OfferState) -> None:
    """The hold's agendas locked. The person waits again, at the same rank."""
    ended = CreneauOffer.objects.filter(pk=offer.pk, state=OfferState.LIVE).update(state=state)
    if not ended:
        return
    if state != OfferState.ACCEPTED:
        waits = FileAttente.objects.filter(pk=offer.file_attente_id, state=AttenteState.OFFERED)
        waits.update(state=AttenteState.WAITING)
    publish(
        OfferEnded(
            file_attente_id=offer.file_attente_id, offer_id=offer.pk, outcome=OfferOutcome(state.value)
        )
    )


def _end(hold: Hold, now: datetime) -> datetime:
    lasts = OFFERED_FAR_FOR if hold.starts_at - now >= FAR_AHEAD else OFFERED_FOR
    return min(now + lasts, hold.expires_at)


def _may_last(offer: CreneauOffer, hold: Hold, now: datetime) -> bool:
    """Nothing has left yet, for want of a worker: the person could not answer."""
    if was_told(offer) or not may_be_offered(hold.motif, hold.starts_at, now):
        return False
    offer.until = _end(hold, now)
    offer.save(update_fields=["until"])
    return True


def _next_hour(hold: Hold, now: datetime) -> datetime:
    """Now, or the morning when it is no time to write to people."""
    zone = ZoneInfo(hold.motif.organisation.time_zone)
    return now if may_write(now, zone) else next_morning(now, zone)
