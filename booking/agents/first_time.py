"""The way to a new rdv for those who did not choose a time: the first one of the day, or of a next day."""

from dataclasses import replace
from datetime import datetime

from django.http import QueryDict

from booking.agents.addresses import day_url
from booking.agents.day_view import day_view
from booking.agents.inputs import DayFilter
from booking.availability.wall_clock import ONE_DAY
from booking.queries.next_reception import next_reception
from foundation.actors import Actor
from foundation.errors import NotFound

DAYS_TRIED = 3


def first_time_url(query: QueryDict, *, by: Actor, now: datetime) -> str:
    """What is left of a day may be too short for any motif; its page then shows it."""
    form = DayFilter(data=query)
    if not form.is_valid():
        raise NotFound
    vue = day_view(by, now=now, day=None, asked=form.validated_data)
    since, walk = max(vue.walk.day, vue.walk.today), vue.walk
    for _ in range(DAYS_TRIED):
        day = next_reception(vue.scope, since, to_book=True)
        if day is None:
            break
        walk, since = replace(walk, day=day), day + ONE_DAY
        if url := replace(vue, walk=walk).first_free_url:
            return url
    if walk.day == vue.walk.day:
        return day_url(walk.day, agents=list(walk.agents), motif=walk.motif, complet="1")
    return walk.url()
