"""Open the sessions of a series together: all of them, or none."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from booking.commands.index import lock_agendas
from booking.commands.open_session import ImpossibleSession, SessionPlan, open_planned
from booking.models import Rdv
from foundation.actors import Actor
from foundation.database.unit import unit_of_work

# One a week for a year.
AT_MOST = 52


def open_series(
    plan: SessionPlan, starts: Sequence[datetime], *, series: UUID, by: Actor, now: datetime
) -> list[Rdv]:
    """The same series sent twice is opened once. Raises as `open_session`: one date that is taken opens none."""
    if not 1 <= len(starts) <= AT_MOST:
        raise ImpossibleSession
    return _open_all(replace(plan, series=series), starts, by, now)


@unit_of_work
def _open_all(plan: SessionPlan, starts: Sequence[datetime], by: Actor, now: datetime) -> list[Rdv]:
    lock_agendas(plan.agenda_ids)
    twins = Rdv.objects.filter(series=plan.series, seats__isnull=False).order_by("starts_at")
    return list(twins) or [open_planned(plan, start, by=by, now=now) for start in starts]
