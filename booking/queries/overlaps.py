"""What already takes an agenda's time when an agent wants it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from booking.availability.interval import Interval
from booking.models import Occupation, Rdv


@dataclass(frozen=True, slots=True)
class Overlap:
    """Without `rdv_id`, somebody is filling a form: a hold."""

    agenda_id: int
    agenda: str
    rdv_id: UUID | None
    starts_at: datetime
    ends_at: datetime


def overlaps(
    agenda_ids: Collection[int], span: Interval, *, now: datetime, apart_from: Rdv | None = None
) -> list[Overlap]:
    """By start. Holds that are over no longer count, nor the rdv that is being moved."""
    rows = Occupation.objects.filter(agenda__in=agenda_ids, during__overlap=(span.start, span.end))
    rows = rows.exclude(hold__isnull=False, hold__expires_at__lte=now)
    if apart_from:
        rows = rows.filter(~Q(rdv=apart_from) | Q(rdv=None))
    found = []
    for each in rows.select_related("agenda", "rdv", "hold").order_by("during", "agenda"):
        what = each.rdv or each.hold
        if what:
            found.append(
                Overlap(each.agenda_id, each.agenda.title, each.rdv_id, what.starts_at, what.ends_at)
            )
    return found
