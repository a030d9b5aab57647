"""The hours of a plage, as agents change them, and the lock under which they do."""

from datetime import date
from typing import TypedDict

from django.db import connection

from booking.commands.index import lock_agendas
from booking.commands.refusals import ImpossibleHours
from booking.models import PlageOuverture
from booking.queries.schedules import schedule_of_plage
from foundation.errors import NotFound

# Of the stored recurrence: exceptions for single dates, which a new rule does not forget.
EXCEPTIONS = ("except_on", "changes")

type Hours = list[list[str]]


class PlageFields(TypedDict, total=False):
    """What may be changed; what is absent stays. A new `recurrence` keeps the exceptions unless it brings its own."""

    lieu_id: int | None
    title: str
    first_day: date
    last_day: date | None
    periods: Hours
    recurrence: dict[str, object]
    on_holidays: bool


def lock_plage(plage_id: int) -> PlageOuverture:
    """As it is now, its agenda locked. A plage never changes agenda. Raises NotFound once it is closed."""
    if not connection.in_atomic_block:
        raise RuntimeError("a lock lasts as long as its transaction: none is open")
    lock_agendas(PlageOuverture.objects.filter(pk=plage_id).values_list("agenda_id", flat=True))
    plage = PlageOuverture.objects.filter(pk=plage_id).select_related("agenda").first()
    if plage is None:
        raise NotFound
    return plage


def apply(plage: PlageOuverture, fields: PlageFields) -> None:
    """Without saving. Raises ImpossibleHours."""
    kept = {name: plage.recurrence[name] for name in EXCEPTIONS if name in plage.recurrence}
    for name, value in fields.items():
        setattr(plage, name, value)
    if fields.get("recurrence"):
        plage.recurrence = {**kept, **plage.recurrence}
    check_hours(plage)


def check_hours(plage: PlageOuverture) -> None:
    """The engine reads them, or nobody could book anything on that agenda any more. Raises ImpossibleHours."""
    try:
        schedule_of_plage(plage)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ImpossibleHours from error
    if plage.last_day and plage.last_day < plage.first_day:
        raise ImpossibleHours
