"""Keep a time for ten minutes while a form is filled."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_noop as _

from booking.commands.again import begin_again
from booking.commands.expire_holds import HOLD_EXPIRED
from booking.commands.refusals import TooManyHolds
from booking.commands.take_time import index_taken, occupations_of, take_time
from booking.commands.wanted import Taken, Wanted
from booking.models import Hold, Occupation
from booking.vocabulary import HOLD_FOR, HOLDS_PER_ADDRESS
from foundation.database.unit import unit_of_work
from foundation.due.rows import plan
from foundation.errors import Refusal


class HoldOver(Refusal):
    code = "reservation-expiree"
    sentence = _("Les dix minutes sont écoulées : votre créneau n’est plus réservé.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """A browser session and a keyed hash of its network address."""

    mark: str
    address_hash: str


@begin_again
@unit_of_work
def hold_creneau(wanted: Wanted, *, visitor: Visitor, now: datetime) -> Hold:
    """One live hold per visitor: the previous one is given back. Raises CreneauTaken, TooManyHolds.

    The same time asked twice by the same visitor (double click) is the same hold.
    """
    live = Q(address_hash=visitor.address_hash, expires_at__gt=now)
    holds = list(Hold.objects.filter(Q(visitor=visitor.mark) | live))
    previous = next((hold for hold in holds if hold.visitor == visitor.mark), None)
    if previous and _same(previous, wanted) and previous.expires_at > now:
        return previous
    # Apart from the one that this visitor gives back.
    others = (each for each in holds if each is not previous)
    of_address = [h for h in others if h.address_hash == visitor.address_hash and h.expires_at > now]
    if len(of_address) >= HOLDS_PER_ADDRESS:
        raise TooManyHolds
    taken = take_time(wanted, now=now, releasing=previous)
    return write_hold(wanted, taken, visitor=visitor, until=now + HOLD_FOR)


@unit_of_work
def extend_hold(hold_id: UUID, *, visitor: Visitor, now: datetime) -> Hold:
    """Ten more minutes, once. Raises HoldOver when it is gone or was extended already."""
    hold = Hold.objects.select_for_update(no_key=True).filter(pk=hold_id, visitor=visitor.mark).first()
    if hold is None or hold.expires_at <= now or hold.is_extended:
        raise HoldOver
    hold.expires_at += HOLD_FOR
    hold.is_extended = True
    hold.save(update_fields=["expires_at", "is_extended"])
    plan(HOLD_EXPIRED, hold.pk, hold.expires_at)
    return hold


def write_hold(wanted: Wanted, taken: Taken, *, visitor: Visitor, until: datetime) -> Hold:
    """Of a time taken in this transaction."""
    hold = Hold.objects.create(
        people=wanted.motif.count,
        motif=wanted.motif,
        lieu_id=wanted.lieu_id,
        agenda_id=taken.agenda_id,
        starts_at=wanted.starts_at,
        ends_at=wanted.starts_at + wanted.motif.duration,
        visitor=visitor.mark,
        address_hash=visitor.address_hash,
        expires_at=until,
    )
    Occupation.objects.bulk_create(occupations_of(wanted, taken, hold=hold))
    index_taken(wanted, taken)
    plan(HOLD_EXPIRED, hold.pk, hold.expires_at)
    return hold


def _same(hold: Hold, wanted: Wanted) -> bool:
    asked = (wanted.motif.pk, wanted.lieu_id, wanted.starts_at, wanted.motif.count)
    return (hold.motif_id, hold.lieu_id, hold.starts_at, hold.people) == asked
