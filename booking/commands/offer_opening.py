"""New openings: times that anybody may take by now are held, one by one, for who waits for such a time."""

from collections.abc import Sequence
from datetime import datetime

from booking.availability.interval import Interval
from booking.availability.wall_clock import local_day
from booking.commands.again import begin_again
from booking.commands.keep_for_waiting import keep
from booking.commands.offer_creneau import make_offer
from booking.commands.refusals import CreneauTaken
from booking.commands.take_time import take_time
from booking.commands.tell_opening import OPENING, ref_of
from booking.commands.wanted import Wanted
from booking.models import CreneauOffer, FileAttente, Motif
from booking.queries.creneaux import Creneau, creneaux, delays_of, grid_of
from booking.queries.files_attente import in_line, may_be_offered, motifs_awaited_on, suits, waiting_for
from booking.queries.people import granted
from booking.queries.reception import received_when_waiting
from booking.queries.reminder_times import may_write, next_morning
from booking.queries.week import zone_of
from foundation.database.unit import unit_of_work
from foundation.due.rows import plan

# In one run; the others follow at once.
AT_ONCE = 50


class _NoLongerWaits(Exception):
    """Somebody else's offer came first, or the person left: the transaction is undone."""


def offer_opening(agenda_id: int, *, now: datetime, during: Interval | None = None) -> Sequence[CreneauOffer]:
    """In the order of ranks, the earliest time that suits each. At night, again in the morning.

    `during`: no other time is new.
    """
    made: list[CreneauOffer] = []
    for motif in motifs_awaited_on(agenda_id):
        if not may_write(now, zone_of(motif)):
            _again(agenda_id, during, next_morning(now, zone_of(motif)))
            return made
        free: dict[int, list[Creneau]] = {}
        for place in _received_on(agenda_id, motif):
            asked = granted(motif, place.people)
            if place.people not in free:
                free[place.people] = _new_times(asked, agenda_id, now, during)
            offer = _first_that_suits(place, asked, free[place.people], now)
            made += [offer] if offer else []
            if len(made) >= AT_ONCE:
                _again(agenda_id, during, now)
                return made
    return made


def _received_on(agenda_id: int, motif: Motif) -> Sequence[FileAttente]:
    waiting = waiting_for(motif)
    among = received_when_waiting(motif, waiting)
    return [each for each in waiting if (who := among[each.pk]) is None or agenda_id in who]


def _first_that_suits(
    place: FileAttente, motif: Motif, free: list[Creneau], now: datetime
) -> CreneauOffer | None:
    """What is found taken leaves `free`, as what is offered does."""
    for creneau in [each for each in free if suits(place, motif, each)]:
        wanted = Wanted(
            motif=motif, lieu_id=creneau.lieu_id, starts_at=creneau.start, agenda_ids=[creneau.agenda_id]
        )
        try:
            offer = _offer(place, wanted, now)
        except CreneauTaken:
            free.remove(creneau)
        except _NoLongerWaits:
            return None
        else:
            free.remove(creneau)
            return offer
    return None


@begin_again
@unit_of_work
def _offer(place: FileAttente, wanted: Wanted, now: datetime) -> CreneauOffer:
    taken = take_time(wanted, now=now)
    line = in_line(wanted.motif, lieu_id=wanted.lieu_id, starts_at=wanted.starts_at, now=now)
    waits = line.select_for_update(no_key=True, of=("self",)).filter(pk=place.pk).first()
    if waits is None:
        raise _NoLongerWaits
    return make_offer(waits, keep(wanted, taken, first=now), now)


def _new_times(motif: Motif, agenda_id: int, now: datetime, during: Interval | None) -> list[Creneau]:
    window = delays_of(motif).window(now)
    first, last = (local_day(end, zone_of(motif)) for end in (window.first, window.last))
    found = creneaux(motif, first_day=first, last_day=last, now=now)
    return [
        each
        for each in found
        if each.agenda_id == agenda_id
        and may_be_offered(motif, each.start, now)
        and _is_new(motif, each, during)
    ]


def _is_new(motif: Motif, creneau: Creneau, during: Interval | None) -> bool:
    return during is None or grid_of(motif).span(creneau.start).overlaps(during)


@unit_of_work
def _again(agenda_id: int, during: Interval | None, when: datetime) -> None:
    plan(OPENING, ref_of(agenda_id, during), when)
