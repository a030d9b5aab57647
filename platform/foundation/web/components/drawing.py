"""From the grid's data to the words and static classes of its partial."""

from dataclasses import dataclass

from foundation.web.components.grid import LANES, Band, Column, FreeSlot, Hours, Placed, pack, rows_of
from foundation.web.components.icons import icon_class
from foundation.web.components.statuses import status_look
from foundation.web.components.typography import heure_de_minutes, pluriel

MINUTES_OF_A_LONG_EVENT = 30


@dataclass(frozen=True, slots=True)
class DrawnBand:
    place: str
    label: str
    hours: str


@dataclass(frozen=True, slots=True)
class DrawnEvent:
    place: str
    classes: str
    url: str
    time: str
    until: str
    label: str
    detail: str
    status: str
    icon: str


@dataclass(frozen=True, slots=True)
class DrawnFree:
    place: str
    url: str
    time: str


@dataclass(frozen=True, slots=True)
class DrawnColumn:
    number: int
    column: Column
    count: str
    with_whom: str
    openings: list[DrawnBand]
    absences: list[DrawnBand]
    events: list[DrawnEvent]
    free: list[DrawnFree]


def draw_hours(hours: Hours) -> list[tuple[str, str]]:
    return [(f"r-{hour * 12}", heure_de_minutes(hour * 60)) for hour in range(hours.first, hours.last)]


def draw_column(column: Column, number: int) -> DrawnColumn:
    return DrawnColumn(
        number=number,
        column=column,
        count=pluriel(len(column.events), "rendez-vous,rendez-vous")
        if column.events
        else "Aucun rendez-vous",
        with_whom=column.with_whom or f"avec {column.title}",
        openings=[_band(band) for band in column.openings],
        absences=[_band(band) for band in column.absences],
        events=[_event(placed) for placed in pack(column.events)],
        free=[_free(slot) for slot in sorted(column.free, key=lambda slot: slot.start)],
    )


def _place(start: int, end: int) -> str:
    row, span = rows_of(start, end)
    return f"r-{row} s-{span}"


def _band(band: Band) -> DrawnBand:
    whole_day = band.start <= 0 and band.end >= 24 * 60
    hours = (
        "toute la journée"
        if whole_day
        else f"de {heure_de_minutes(band.start)} à {heure_de_minutes(band.end)}"
    )
    return DrawnBand(_place(band.start, band.end), band.label, hours)


def _event(placed: Placed) -> DrawnEvent:
    event, look = placed.item, status_look(placed.item.status)
    lanes = f" v-{placed.lane} w-{placed.width}" if placed.width < LANES else ""
    long = event.end - event.start >= MINUTES_OF_A_LONG_EVENT
    return DrawnEvent(
        place=f"r-{placed.row} s-{placed.span}{lanes}",
        classes=f"ag-rdv--{event.colour} ag-rdv--{look.key}{' ag-rdv--long' if long else ''}",
        url=event.url,
        time=heure_de_minutes(event.start),
        until=heure_de_minutes(event.end),
        label=event.label,
        detail=event.detail,
        status="" if look.key == "a-venir" else look.label,
        icon="" if look.key == "a-venir" else icon_class(look.icon),
    )


def _free(slot: FreeSlot) -> DrawnFree:
    return DrawnFree(_place(slot.start, slot.end), slot.url, heure_de_minutes(slot.start))
