"""What the agenda grid draws, and where: rows of five minutes, lanes for overlaps. No clock, no database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ROW = 5
LAST_ROW = 24 * 60 // ROW
LANES = 12
_WIDTHS = (12, 6, 4, 3, 2, 2)  # of one lane when 1, 2, 3, 4, 5 or 6 overlap; beyond, 1


@dataclass(frozen=True, slots=True)
class Band:
    """An opening or an absence, in minutes from midnight."""

    start: int
    end: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    start: int
    end: int
    label: str
    url: str
    status: str = "scheduled"
    colour: int = 1
    detail: str = ""


@dataclass(frozen=True, slots=True)
class FreeSlot:
    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Column:
    """One agenda, or one day of an agenda in the week view.

    `with_whom` ends the sentence of a free slot: « Nouveau rendez-vous à 9 h 20 avec Amina Benali ».
    """

    title: str
    subtitle: str = ""
    url: str = ""
    openings: Sequence[Band] = ()
    events: Sequence[Event] = ()
    free: Sequence[FreeSlot] = ()
    absences: Sequence[Band] = ()
    with_whom: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """`row` counts five-minute rows from midnight; `lane` (from 1) and `width` count twelfths of the column."""

    item: Event
    row: int
    span: int
    lane: int
    width: int


@dataclass(frozen=True, slots=True)
class Hours:
    first: int
    last: int

    @property
    def count(self) -> int:
        return self.last - self.first


def rows_of(start: int, end: int) -> tuple[int, int]:
    """First row and number of rows, rounded outwards and kept within the day; at least two, to be readable."""
    row = min(max(start, 0) // ROW, LAST_ROW - 2)
    return row, max(min(-(-end // ROW), LAST_ROW) - row, 2)


def hours_of(columns: Iterable[Column], first: int = 8, last: int = 18) -> Hours:
    """From an hour before the first opening or rdv, or `first` without any; widened to hold all there is to show."""
    columns = list(columns)
    begins = [opening.start for column in columns for opening in column.openings]
    begins += [event.start for column in columns for event in column.events]
    if begins:
        first = max(min(begins) - 60, 0) // 60
    for column in columns:
        shown: tuple[Band | Event | FreeSlot, ...] = (
            *column.openings,
            *column.events,
            *column.free,
            *column.absences,
        )
        for item in shown:
            if item.end - item.start >= 24 * 60:
                continue  # a whole-day absence fills the day shown, it does not stretch it
            first = min(first, max(item.start, 0) // 60)
            last = max(last, -(-min(item.end, 24 * 60) // 60))
    return Hours(first, last)


def pack(events: Iterable[Event]) -> list[Placed]:
    """Events in time order, side by side where they overlap, each as wide as its neighbours allow."""
    placed: list[Placed] = []
    cluster: list[Event] = []
    cluster_end = 0
    for event in sorted(events, key=lambda event: (event.start, -event.end, event.label)):
        row, span = rows_of(event.start, event.end)
        if cluster and row >= cluster_end:
            placed += _place(cluster)
            cluster, cluster_end = [], 0
        cluster.append(event)
        cluster_end = max(cluster_end, row + span)
    return placed + _place(cluster)


def _place(cluster: list[Event]) -> list[Placed]:
    lanes: list[list[Event]] = []
    lane_of: list[int] = []
    for event in cluster:
        lane = next((n for n, taken in enumerate(lanes) if not _overlap(taken[-1], event)), len(lanes))
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append(event)
        lane_of.append(lane)
    unit = _WIDTHS[len(lanes) - 1] if len(lanes) <= len(_WIDTHS) else 1
    return [_box(event, lane, lanes, unit) for event, lane in zip(cluster, lane_of, strict=True)]


def _box(event: Event, lane: int, lanes: list[list[Event]], unit: int) -> Placed:
    reach = lane + 1
    while reach < len(lanes) and not any(_overlap(event, other) for other in lanes[reach]):
        reach += 1
    row, span = rows_of(event.start, event.end)
    first = min(lane * unit, LANES - 1)
    end = LANES if reach == len(lanes) else min(reach * unit, LANES)
    return Placed(event, row, span, first + 1, max(end - first, 1))


def _overlap(one: Event, other: Event) -> bool:
    """As drawn: two events that share a five-minute row may not cover each other."""
    (row, span), (other_row, other_span) = rows_of(one.start, one.end), rows_of(other.start, other.end)
    return row < other_row + other_span and other_row < row + span
