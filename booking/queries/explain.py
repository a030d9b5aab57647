"""Why a motif has no slot, for whom, and at which step. Asked of the engine: the index only says what is left."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from booking.availability.explain import explain
from booking.availability.keys import Key
from booking.availability.next_free import first_in
from booking.availability.reasons import Reason
from booking.availability.requirements import Requirement
from booking.availability.wall_clock import local_day
from booking.availability.window import Window, whole_days
from booking.models import Agenda, Lieu, Motif, PlageOuverture
from booking.queries.creneaux import delays_of, grid_of
from booking.queries.questions import question_of
from booking.queries.required import lane_of, required_by_index
from booking.queries.sources import load_sources
from booking.vocabulary import BookableBy


@dataclass(frozen=True, slots=True)
class ForAgenda:
    agenda: Agenda
    reason: Reason


@dataclass(frozen=True, slots=True)
class Why:
    """`reason` is that of the agenda nearest to a slot. `next_start` in UTC, when there is one. `obstacles` are
    sentences about the motif and the lieu themselves: they hide every time from citizens, whatever is free.
    """

    motif: Motif
    lieu: Lieu | None
    first_day: date
    last_day: date
    reason: Reason
    agendas: list[ForAgenda] = field(default_factory=list)
    obstacles: list[str] = field(default_factory=list)
    next_start: datetime | None = None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.motif.organisation.time_zone)

    @property
    def is_bookable(self) -> bool:
        return self.reason is Reason.AVAILABLE and not self.obstacles


def find_subject(motif_slug: str, lieu_slug: str = "") -> tuple[Motif, Lieu | None] | None:
    """Published or not, open or not. None when one of the names means nothing, or the lieu nothing for the motif."""
    motif = Motif.objects.select_related("organisation", "service").filter(slug=motif_slug).first()
    if motif is None:
        return None
    if not lieu_slug:
        return motif, None
    # Compared here: what is typed in an address may be anything, which a database refuses to look for.
    lieu = next((each for each in lieux_with_plages(motif) if each.slug == lieu_slug), None)
    return (motif, lieu) if lieu else None


def lieux_with_plages(motif: Motif) -> QuerySet[Lieu]:
    return Lieu.objects.filter(plages_ouverture__motifs=motif).distinct().order_by("name")


def why(
    motif: Motif,
    *,
    now: datetime,
    lieu: Lieu | None = None,
    days: tuple[date, date] | None = None,
    for_citizens: bool = True,
) -> Why:
    """From today to the motif's maximum delay, unless `days` are asked. Six queries whatever the number of agendas."""
    zone = ZoneInfo(motif.organisation.time_zone)
    window = _window(motif, now, days, zone)
    first, last = local_day(window.first, zone), local_day(window.last, zone)
    plages = _plages(motif, lieu)
    obstacles = _obstacles(motif, lieu) if for_citizens else []
    sources = load_sources({plage.agenda_id for plage in plages}, first - timedelta(days=1), last)
    if not sources:
        return Why(motif, lieu, first, last, Reason.NO_OPENING, obstacles=obstacles)
    in_use = {each.agenda.pk for each in sources if each.agenda.is_active}
    question = question_of(
        motif.organisation,
        sources,
        now=now,
        grid=grid_of(motif),
        plages=[plage for plage in plages if plage.agenda_id in in_use],
    )
    question = replace(question, requirements=_requirements(motif, lieu, plages, (first, last)))
    delays = delays_of(motif) if for_citizens else None
    told = explain(question, window, delays)
    allowed = window.meet(delays.window(now)) if delays else window
    found = first_in(question, allowed) if told.reason is Reason.AVAILABLE and allowed else None
    # When the whole request is refused, it is for everyone; otherwise an agenda out of use has no opening left.
    others = Reason.NO_OPENING if told.by_agenda else told.reason
    agendas = [ForAgenda(each.agenda, told.by_agenda.get(each.agenda.pk, others)) for each in sources]
    agendas.sort(key=lambda each: each.agenda.title)
    return Why(motif, lieu, first, last, told.reason, agendas, obstacles, found.start if found else None)


def _requirements(
    motif: Motif, lieu: Lieu | None, plages: Collection[PlageOuverture], days: tuple[date, date]
) -> tuple[Requirement, ...]:
    """What the motif needs beside who receives, where it is asked about, or in its only lieu."""
    if not motif.requires:
        return ()
    lieux = {plage.lieu_id for plage in plages}
    where = lieu.pk if lieu else next(iter(lieux)) if len(lieux) == 1 else None
    required = required_by_index([motif], *days)

    def as_asked(key: Key) -> Key:
        """The engine's question calls an agenda of one lane by its id alone."""
        agenda_id, _ = lane_of(key)
        return agenda_id if required.agendas[agenda_id].capacity == 1 else key

    return tuple(
        replace(each, free={as_asked(key): spans for key, spans in each.free.items()})
        for each in required.of(motif, where)
    )


def _window(motif: Motif, now: datetime, days: tuple[date, date] | None, zone: ZoneInfo) -> Window:
    if days:
        return whole_days(*days, zone)
    return Window(now, delays_of(motif).window(now).last)


def _plages(motif: Motif, lieu: Lieu | None) -> Collection[PlageOuverture]:
    """Those where a citizen could be received: a closed lieu's are left aside unless it is the one asked about."""
    plages = motif.plages_ouverture.all()
    if lieu:
        return plages.filter(lieu=lieu)
    return [plage for plage in plages.select_related("lieu") if plage.lieu is None or plage.lieu.is_active]


def _obstacles(motif: Motif, lieu: Lieu | None) -> list[str]:
    said = []
    if not motif.is_published:
        said.append("Ce motif n’est pas publié : les usagers ne le voient pas.")
    if motif.bookable_by == BookableBy.AGENTS:
        said.append("Ce motif est réservable par les agents seulement.")
    if lieu and not lieu.is_active:
        said.append(f"Le lieu « {lieu.name} » est fermé.")
    return said
