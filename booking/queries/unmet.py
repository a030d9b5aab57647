"""Demands that met nothing free: one by its reference, and how many."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Count, Q
from django.db.models.functions import TruncDate

from booking.models import Lieu, Motif, UnmetDemand


class UnmetDay(NamedTuple):
    """`lieu_id` is None when the whole motif had nothing."""

    day: date
    lieu_id: int | None
    demands: int


def unmet_by_reference(reference: str) -> UnmetDemand | None:
    """However it was typed, with or without its dash. With what a receipt says: one query."""
    rows = UnmetDemand.objects.select_related("motif__organisation", "lieu")
    signs = "".join(sign for sign in reference.upper() if sign.isalnum())
    return rows.filter(reference=f"{signs[:4]}-{signs[4:]}").first()


def unmet_by_day(motif: Motif, *, since: datetime, lieu: Lieu | None = None) -> Sequence[UnmetDay]:
    """By lieu and local day, the days in order. `lieu`: that one, and what had nothing anywhere."""
    zone = ZoneInfo(motif.organisation.time_zone)
    rows = UnmetDemand.objects.filter(motif=motif, at__gte=since)
    if lieu:
        rows = rows.filter(Q(lieu=lieu) | Q(lieu=None))
    by_day = rows.annotate(day=TruncDate("at", tzinfo=zone)).values_list("day", "lieu_id")
    return [UnmetDay(*row) for row in by_day.annotate(count=Count("pk")).order_by("day", "lieu_id")]
