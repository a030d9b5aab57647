"""Take a time on an agenda: choose who receives, lock, verify against the sources. The constraint is the last guard."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from booking.availability.choose import fairest
from booking.availability.wall_clock import whole_day
from booking.commands.again import Meanwhile
from booking.commands.expire_holds import drop_holds, expired_on
from booking.commands.index import keeps_over, lock_agendas, reindex, reindex_loaded
from booking.commands.refusals import CreneauTaken
from booking.commands.take_together import choose_together, verify_together
from booking.commands.wanted import Taken, Wanted
from booking.models import Agenda, Hold, Occupation, Rdv
from booking.queries.candidates import free_agendas
from booking.queries.creneaux import delays_of
from booking.queries.loads import loads
from booking.queries.sources import open_sources


def take_time(wanted: Wanted, *, now: datetime, releasing: Hold | Rdv | None = None) -> Taken:
    """One attempt, inside a transaction. Locks the chosen agendas, and those of what is given back, in order.

    `releasing`: the hold that a visitor leaves for this one, or the rdv that moves; its time counts as free. A caller
    who moves an rdv reindexes the days it left.
    Raises CreneauTaken when nobody can receive at that time, Meanwhile when the chosen agenda turned out to be taken
    under the lock.
    """
    if not wanted.free_choice and not delays_of(wanted.motif).window(now).holds(wanted.starts_at):
        raise CreneauTaken
    given_back = list(releasing.occupations.values_list("agenda_id", flat=True)) if releasing else []
    chosen, beside = _choose(wanted, now, releasing)
    touched = [chosen, *beside, *given_back]
    locked = lock_agendas(touched, keeping_over=now)
    left = [releasing.pk] if isinstance(releasing, Hold) else []
    if left or any(keeps_over(agenda) for agenda in locked):
        drop_holds(Q(pk__in=left) | expired_on(touched, now), on=touched)
    if isinstance(releasing, Rdv):
        # On these agendas only: were it elsewhere by now, its time would not be ours to touch.
        Occupation.objects.filter(rdv=releasing, agenda__in=touched).delete()
    if wanted.overlap:
        found = _any_lane(wanted, next((each for each in locked if each.pk == chosen), None))
        taken = _with_the_rest(wanted, found, beside)
    else:
        taken = verified(wanted, chosen, beside)
    if taken is None:
        raise Meanwhile
    return taken


def verified(wanted: Wanted, agenda_id: int, beside: Iterable[int]) -> Taken | None:
    """Whether this agenda can receive then, with those required beside; all of them locked by the caller."""
    taken = _free_lane(wanted, agenda_id)
    return _with_the_rest(wanted, taken, beside) if taken else None


def occupations_of(
    wanted: Wanted,
    taken: Taken,
    *,
    rdv: Rdv | None = None,
    hold: Hold | None = None,
    overlapped_by: UUID | None = None,
) -> list[Occupation]:
    """Not saved yet. Only who receives may be overlapped."""
    span = (wanted.span.start, wanted.span.end)
    receiving = Occupation(agenda_id=taken.agenda_id, lane=taken.lane, during=span, rdv=rdv, hold=hold)
    if not taken.exclusive:
        receiving.exclusive, receiving.overlapped_by = False, overlapped_by
    beside = [
        Occupation(agenda_id=agenda_id, lane=lane, during=span, rdv=rdv, hold=hold)
        for agenda_id, lane in taken.beside
    ]
    return [receiving, *beside]


def index_taken(wanted: Wanted, taken: Taken) -> None:
    """Rewrite the index of what was just taken, once its occupation is written."""
    if taken.sources is None:
        reindex([taken.agenda_id], *wanted.days)
    else:
        taken.sources.taken[taken.lane].append(wanted.span)
        reindex_loaded(taken.sources)
    if taken.beside:
        reindex({agenda_id for agenda_id, _ in taken.beside}, *wanted.days)


def _with_the_rest(wanted: Wanted, taken: Taken, beside: Iterable[int]) -> Taken | None:
    return verify_together(wanted, taken, beside) if wanted.motif.requires else taken


def _choose(wanted: Wanted, now: datetime, releasing: Hold | Rdv | None) -> tuple[int, list[int]]:
    """Who receives, and what the motif requires besides."""
    receivers = list(wanted.agenda_ids) if wanted.overlap else _receivers(wanted, now, releasing)
    if not receivers:
        raise CreneauTaken
    if not wanted.motif.requires:
        return receivers[0], []
    return choose_together(wanted, receivers, _gone(now, releasing))


def _receivers(wanted: Wanted, now: datetime, releasing: Hold | Rdv | None) -> list[int]:
    """The fairest first. By the index, read without a lock: what it says is verified under the lock."""
    day = whole_day(wanted.day, wanted.zone)
    candidates = free_agendas(
        wanted.motif,
        wanted.lieu_id,
        wanted.span,
        day=day,
        # With agendas required, the grid is that of their joint time.
        fits=(lambda free: True) if wanted.motif.requires else wanted.fits,
        among=wanted.agenda_ids,
    )
    candidates = [load for load in candidates if wanted.motif.is_received_by(int(load.agenda))]
    found = [int(agenda_id) for agenda_id in fairest(candidates)]
    if found and not wanted.motif.requires:
        return found
    returning = _returning_agendas(wanted, now, releasing) - set(found)
    if wanted.agenda_ids:
        returning &= set(wanted.agenda_ids)
    if wanted.motif.among is not None:
        returning &= wanted.motif.among
    later = fairest(loads(sorted(returning), day)) if returning else []
    return found + [int(agenda_id) for agenda_id in later]


def _gone(now: datetime, releasing: Hold | Rdv | None) -> Q:
    """Occupations of holds that are over, and of what is given back."""
    gone = Q(hold__expires_at__lte=now)
    if releasing:
        gone |= Q(rdv=releasing.pk) if isinstance(releasing, Rdv) else Q(hold=releasing.pk)
    return gone


def _returning_agendas(wanted: Wanted, now: datetime, releasing: Hold | Rdv | None) -> set[int]:
    """Agendas whose time is only kept by a hold that is over, or by what is given back."""
    span = (wanted.span.start, wanted.span.end)
    rows = Occupation.objects.filter(_gone(now, releasing), during__overlap=span)
    rows = rows.filter(
        agenda__plages_ouverture__motifs=wanted.motif, agenda__plages_ouverture__lieu=wanted.lieu_id
    )
    return set(rows.values_list("agenda_id", flat=True))


def _any_lane(wanted: Wanted, agenda: Agenda | None) -> Taken:
    """A lane with nothing then, else the first one, overlapped."""
    if agenda is None or not agenda.is_active:
        raise CreneauTaken
    span = (wanted.span.start, wanted.span.end)
    rows = Occupation.objects.filter(agenda=agenda, during__overlap=span)
    taken = set(rows.values_list("lane", flat=True))
    free = next((lane for lane in range(1, agenda.capacity + 1) if lane not in taken), None)
    return Taken(agenda.pk, free or 1, exclusive=free is not None)


def _free_lane(wanted: Wanted, agenda_id: int) -> Taken | None:
    """Against the sources, under the lock. With agendas required, the grid was that of their joint time."""
    for sources in open_sources([agenda_id], *wanted.days, motif_id=wanted.motif.pk):
        for lane in range(1, sources.agenda.capacity + 1):
            for plage, found in sources.free(lane):
                offers = plage.pk in sources.offering and plage.lieu_id == wanted.lieu_id
                fits = found.free.contains(wanted.span) if wanted.motif.requires else wanted.fits(found.free)
                if offers and fits:
                    return Taken(agenda_id, lane, sources=sources)
    return None
