"""Reading the fields of a case. Every complaint is one French sentence that says where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from booking.availability.keys import Id
from booking.availability.wall_clock import MIDNIGHT, instant

FIRST_YEAR, LAST_YEAR = 1970, 2200
_LONGEST = timedelta(days=36_525)
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, OverflowError, OSError)


class BadCase(ValueError):
    """Its text is the sentence to show."""


@dataclass(frozen=True, slots=True)
class Fields:
    """One JSON object, and where it stands. A field that is null counts as absent."""

    data: dict[str, Any]
    where: str

    @classmethod
    def of(cls, data: object, where: str) -> Fields:
        if not isinstance(data, dict):
            raise BadCase(f"{where} : un objet JSON est attendu.")
        return cls(data, where)

    def has(self, name: str) -> bool:
        return self.data.get(name) is not None

    def read[T](self, name: str, parse: Callable[[Any], T]) -> T:
        if not self.has(name):
            raise BadCase(f"{self.where} : le champ « {name} » manque.")
        return self._parsed(name, self.data[name], parse)

    def read_or[T, D](self, name: str, parse: Callable[[Any], T], default: D) -> T | D:
        return self._parsed(name, self.data[name], parse) if self.has(name) else default

    def read_list[T](self, name: str, parse: Callable[[Any], T]) -> list[T]:
        items = self.read_or(name, _array, [])
        return [self._parsed(name, item, parse) for item in items]

    def objects(self, name: str) -> list[Fields]:
        items = self.read_or(name, _array, [])
        return [Fields.of(item, f"{self.where}, {name} {n}") for n, item in enumerate(items, start=1)]

    def object(self, name: str) -> Fields:
        return Fields.of(self.read(name, lambda value: value), f"{self.where}, {name}")

    def object_or_empty(self, name: str) -> Fields:
        return Fields.of(self.data.get(name) or {}, f"{self.where}, {name}")

    def built[T](self, what: str, build: Callable[[], T]) -> T:
        """`build` makes a value out of fields that read well one by one, and may still not go together."""
        try:
            return build()
        except BadCase:
            raise
        except _UNREADABLE as error:
            raise BadCase(f"{self.where} : {what}, les valeurs ne vont pas ensemble.") from error

    def _parsed[T](self, name: str, value: Any, parse: Callable[[Any], T]) -> T:
        try:
            return parse(value)
        except BadCase:
            raise
        except _UNREADABLE as error:
            raise BadCase(f"{self.where} : le champ « {name} » est illisible ({value!r}).") from error


def _array(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value


def whole_number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("not a whole number")
    return value


def lanes(value: Any) -> int:
    """As many as an agenda may have."""
    if not 1 <= whole_number(value) <= 50:
        raise ValueError("from 1 to 50")
    return int(value)


def truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("not a boolean")
    return value


def minutes(value: Any) -> timedelta:
    return seconds(whole_number(value) * 60)


def seconds(value: Any) -> timedelta:
    found = timedelta(seconds=whole_number(value))
    if abs(found) > _LONGEST:
        raise ValueError("too long")
    return found


def identifier(value: Any) -> Id:
    return value if isinstance(value, str) else whole_number(value)


def hour(value: Any) -> time:
    """`24:00` is the midnight that closes the day."""
    found = MIDNIGHT if value == "24:00" else time.fromisoformat(value)
    if found.tzinfo:
        raise ValueError("an hour on the wall has no offset")
    return found


def moment(zone: tzinfo) -> Callable[[Any], datetime]:
    """Local wall-clock time; an offset, where given, tells two readings apart."""

    def parse(value: Any) -> datetime:
        found = datetime.fromisoformat(value)
        day(found.date().isoformat())
        return found.astimezone(UTC) if found.tzinfo else instant(found.date(), found.time(), zone)

    return parse


def is_day(value: Any) -> bool:
    return isinstance(value, str) and "T" not in value


def day(value: Any) -> date:
    found = date.fromisoformat(value)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError("too far from now")
    return found
