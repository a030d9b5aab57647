"""Agendas may have more free time than before: whoever waits is to be thought of."""

from collections.abc import Iterable
from datetime import UTC, datetime

from booking.availability.interval import Interval
from booking.queries.files_attente import somebody_waits
from foundation.due.rows import Ref, plan_all

# Ref: "<agenda id>" or "<agenda id>:<from>:<to>", in seconds.
OPENING = "booking.opening"


def tell_opening(agenda_ids: Iterable[int], now: datetime, *, during: Interval | None = None) -> None:
    """In the transaction that opens. `during`: the only period in which there can be new times. One query when
    nobody waits.
    """
    dates: dict[Ref, datetime] = {ref_of(agenda_id, during): now for agenda_id in agenda_ids}
    if dates and somebody_waits():
        plan_all(OPENING, dates)


def ref_of(agenda_id: int, during: Interval | None) -> str:
    if during is None:
        return str(agenda_id)
    return f"{agenda_id}:{int(during.start.timestamp())}:{int(during.end.timestamp())}"


def read_ref(ref: str) -> tuple[int, Interval | None]:
    agenda_id, *seconds = (int(each) for each in ref.split(":"))
    ends = [datetime.fromtimestamp(each, UTC) for each in seconds]
    return agenda_id, Interval(*ends) if ends else None
