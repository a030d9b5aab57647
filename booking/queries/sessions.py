"""Collective sessions as citizens find them: with the seats left."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from booking.models import Lieu, Motif, Participation, Rdv
from booking.queries.creneaux import window_of
from booking.queries.rdvs import whole_participations
from booking.queries.sectors import Address, reception_at
from booking.vocabulary import CANCELLED, RdvStatus, SectorLevel


@dataclass(frozen=True, slots=True)
class OpenSession:
    """`seats_left` is never below zero: agents may enter people beyond the seats."""

    rdv: Rdv
    seats_left: int


def bookable_sessions(
    motif: Motif,
    *,
    now: datetime,
    lieu_ids: Collection[int] | None = None,
    within_delays: bool = True,
    people: int = 1,
) -> list[OpenSession]:
    """By date, with the seats left; agents search with `within_delays=False`. One query."""
    window = window_of(motif, now, within_delays)
    rows = _with_room(now, people).filter(motif=motif, starts_at__range=(window.first, window.last))
    if lieu_ids is not None:
        rows = rows.filter(lieu__in=lieu_ids)
    return _counted(rows)


def sessions_online(*, now: datetime, lieu_slug: str = "", motif_slug: str = "") -> list[OpenSession]:
    """Of every motif online, each within its own delays, by date. One query."""
    rows = _with_room(now).filter(motif__in=Motif.objects.online())
    if lieu_slug:
        rows = rows.filter(lieu__slug=lieu_slug)
    if motif_slug:
        rows = rows.filter(motif__slug=motif_slug)
    return [each for each in _counted(rows) if window_of(each.rdv.motif, now).holds(each.rdv.starts_at)]


def sessions_at(sessions: Iterable[OpenSession], address: Address | None) -> list[OpenSession]:
    """Those whose motif is received for this address by who holds them. Two queries, none where no motif asks."""
    sessions = list(sessions)
    if all(each.rdv.motif.sector_level == SectorLevel.EVERYWHERE for each in sessions):
        return sessions
    reception = reception_at(address)
    return [
        each
        for each in sessions
        if (among := reception.of(each.rdv.motif)) is None or each.rdv.agenda_id in among
    ]


def next_sessions(
    motif_ids: Iterable[int], *, now: datetime, address: Address | None = None
) -> Mapping[int, datetime]:
    """The earliest of each motif; motifs without any are absent. Three queries at most."""
    wanted, soonest = set(motif_ids), dict[int, datetime]()
    for each in sessions_at(sessions_online(now=now), address):
        if each.rdv.motif_id in wanted:
            soonest.setdefault(each.rdv.motif_id, each.rdv.starts_at)
    return soonest


def session_online(session_id: UUID) -> OpenSession | None:
    """Whatever its state: full, past, cancelled."""
    rows = _sessions().filter(pk=session_id, motif__in=Motif.objects.online())
    return next(iter(_counted(rows)), None)


def lieux_of_sessions(sessions: Iterable[OpenSession]) -> list[Lieu]:
    """By name, each once."""
    found = {each.rdv.lieu.pk: each.rdv.lieu for each in sessions if each.rdv.lieu}
    return sorted(found.values(), key=lambda lieu: lieu.name)


def family_of(participation: Participation) -> list[Participation]:
    """The live places of one session that this usager answers for: their own, then those of their proches."""
    theirs = Q(usager=participation.usager_id) | Q(usager__responsible=participation.usager_id)
    rows = whole_participations().filter(theirs, rdv=participation.rdv_id, status=RdvStatus.SCHEDULED)
    return sorted(rows, key=lambda each: (each.pk != participation.pk, str(each.usager)))


def _with_room(now: datetime, people: int = 1) -> "QuerySet[Rdv]":
    rows = _sessions().filter(status=RdvStatus.SCHEDULED, starts_at__gt=now)
    return rows.filter(seats_left__gte=people)  # type: ignore[misc]


def _sessions() -> "QuerySet[Rdv]":
    live = Count("participations", filter=~Q(participations__status__in=CANCELLED))
    rows = Rdv.objects.filter(seats__isnull=False).annotate(seats_left=F("seats") - live)
    rows = rows.select_related(
        "motif__service", "motif__organisation", "lieu", "organisation", "agenda__agent"
    )
    return rows.order_by("starts_at", "pk")


def _counted(rows: "QuerySet[Rdv]") -> list[OpenSession]:
    return [OpenSession(rdv, max(rdv.seats_left, 0)) for rdv in rows]  # type: ignore[attr-defined]
