"""Random small offices, written to the database and indexed by the product's own command."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from hypothesis import strategies as st
from psycopg.types.range import TimestamptzRange

from booking.commands.index import lock_agendas, reindex_ahead
from booking.models import Absence, Agenda, Hold, Motif, Occupation
from booking.vocabulary import AgendaKind
from tests.makers.office import make_lieu, make_motif, make_organisation, make_plage

MONDAY = date(2026, 3, 23)  # the clock changes on the Sunday that follows
_numbers = count(1)

type Choices = dict[str, Any]

minutes = st.integers(0, 24 * 12 - 1).map(lambda n: n * 5)
wall = minutes.map(lambda n: time(n // 60, n % 60))
plages = st.fixed_dictionaries(
    {
        "agenda": st.integers(0, 2),
        "lieu": st.sampled_from([0, 1, None]),
        "offered": st.sampled_from([True, True, True, False]),
        "weekdays": st.sets(st.integers(1, 7), min_size=1),
        "hours": st.tuples(wall, wall).filter(lambda pair: pair[0] != pair[1]),
    }
)
stretches = st.fixed_dictionaries(
    {
        "agenda": st.integers(0, 2),
        "start": st.integers(-6 * 24, 14 * 24 * 12).map(lambda n: timedelta(minutes=5 * n)),
        "length": st.integers(1, 150).map(lambda n: timedelta(minutes=5 * n)),
    }
)
motifs = st.fixed_dictionaries(
    {
        "duration_min": st.sampled_from([15, 20, 30, 45, 60]),
        "step_min": st.sampled_from([None, None, 10, 30]),
        "buffer_before_min": st.sampled_from([0, 0, 5, 10]),
        "buffer_after_min": st.sampled_from([0, 0, 15]),
        "min_delay_s": st.sampled_from([0, 1800, 86_400]),
        "max_delay_s": st.sampled_from([3 * 86_400, 15 * 86_400]),
    }
)
zones = st.sampled_from(["Europe/Paris", "Pacific/Noumea", "America/Martinique", "Pacific/Wallis"])
offices = st.fixed_dictionaries(
    {
        "zone": zones,
        "motif": motifs,
        "plages": st.lists(plages, min_size=1, max_size=5),
        "taken": st.lists(stretches, max_size=8),
        "absences": st.lists(stretches, max_size=2),
        "capacity": st.sampled_from([1, 1, 2]),
        "now": st.integers(0, 4 * 24 * 60).map(
            lambda n: datetime.combine(MONDAY, time(0), UTC) + timedelta(minutes=n, seconds=n % 60)
        ),
    }
)


def furnish(choices: Choices) -> Motif:
    organisation = make_organisation(time_zone=choices["zone"])
    motif = make_motif(organisation, **choices["motif"])
    lieux = [make_lieu(organisation), make_lieu(organisation)]
    agendas = [
        Agenda.objects.create(
            organisation=organisation,
            kind=AgendaKind.GUICHET,
            title=f"Guichet {next(_numbers)}",
            capacity=choices["capacity"],
        )
        for _ in range(3)
    ]
    for each in choices["plages"]:
        lieu = None if each["lieu"] is None else lieux[each["lieu"]]
        hours = [[end.isoformat("minutes") for end in each["hours"]]]
        rule = {"every": "week", "weekdays": sorted(each["weekdays"])}
        offered = [motif] if each["offered"] else []
        make_plage(agendas[each["agenda"]], lieu, *offered, first_day=MONDAY, periods=hours, recurrence=rule)
    _occupy(motif, agendas, choices["taken"])
    for each in choices["absences"]:
        _away(agendas[each["agenda"]], each)
    lock_agendas(agenda.pk for agenda in agendas)
    reindex_ahead([agenda.pk for agenda in agendas], choices["now"])
    return motif


def _occupy(motif: Motif, agendas: list[Agenda], taken: list[Choices]) -> None:
    origin = datetime.combine(MONDAY, time(0), UTC)
    for number, each in enumerate(taken):
        start = origin + each["start"]
        end = start + each["length"]
        hold = Hold.objects.create(
            motif=motif,
            starts_at=start,
            ends_at=end,
            visitor=uuid4().hex,
            expires_at=end + timedelta(days=99),
        )
        Occupation.objects.create(
            agenda=agendas[each["agenda"]],
            lane=number % agendas[0].capacity + 1,
            during=TimestamptzRange(start, end),
            hold=hold,
            exclusive=False,
        )


def _away(agenda: Agenda, stretch: Choices) -> None:
    start = datetime.combine(MONDAY, time(0)) + stretch["start"]
    end = start + stretch["length"]
    Absence.objects.create(
        agenda=agenda,
        first_day=start.date(),
        last_day=end.date(),
        start_time=start.time(),
        end_time=end.time(),
    )
