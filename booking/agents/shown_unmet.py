"""Demands that met nothing free: how many, by day and lieu; and one of them, to be verified."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from booking.availability.wall_clock import local_day, whole_day
from booking.models import Lieu, Motif, UnmetDemand
from booking.queries.unmet import unmet_by_day
from foundation.web.components.tables import Colonne
from foundation.web.components.typography import date_heure, date_longue, insecables

# The day itself is the last.
DAYS = 14
ANYWHERE = "Sans lieu précis"


@dataclass(frozen=True, slots=True)
class Unmet:
    """`rows` have a number for each column but the first. Those who found nothing anywhere are counted apart."""

    total: int
    columns: Sequence[Colonne]
    rows: Sequence[tuple[date, Sequence[int]]]
    has_anywhere: bool


def shown_unmet(motif: Motif, lieu: Lieu | None, now: datetime) -> Unmet | None:
    """None when there was no such demand. Two queries whatever the number of lieux; the last day comes first."""
    zone = ZoneInfo(motif.organisation.time_zone)
    first = local_day(now, zone) - timedelta(days=DAYS - 1)
    found = unmet_by_day(motif, since=whole_day(first, zone).start, lieu=lieu)
    if not found:
        return None
    lieux = Lieu.objects.filter(pk__in={each.lieu_id for each in found if each.lieu_id}).order_by(
        "name", "pk"
    )
    heads: list[tuple[int | None, str]] = [(each.pk, each.name) for each in lieux]
    has_anywhere = any(each.lieu_id is None for each in found)
    if has_anywhere:
        heads.append((None, ANYWHERE))
    counts = {(each.day, each.lieu_id): each.demands for each in found}
    days = sorted({each.day for each in found}, reverse=True)
    return Unmet(
        total=sum(counts.values()),
        columns=[Colonne("Jour"), *(Colonne(name, nombre=True) for _, name in heads)],
        rows=[(day, [counts.get((day, pk), 0) for pk, _ in heads]) for day in days],
        has_anywhere=has_anywhere,
    )


def shown_demand(demand: UnmetDemand) -> Sequence[tuple[str, str]]:
    """What its receipt says, for who verifies it."""
    motif = demand.motif
    return [
        ("Référence", demand.reference),
        ("Demande faite le", date_heure(demand.at, ZoneInfo(motif.organisation.time_zone))),
        ("Motif", motif.name),
        ("Organisation", motif.organisation.name),
        ("Lieu", str(demand.lieu or "Tous les lieux proposés en ligne")),
        (
            "Période cherchée",
            insecables(f"Du {date_longue(demand.first_day)} au {date_longue(demand.last_day)}"),
        ),
    ]
