"""A column type that Django lacks: PostgreSQL's tstzmultirange."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import models
from psycopg.types.multirange import Multirange
from psycopg.types.range import Range, TimestamptzRange

type Span = tuple[datetime, datetime]


class DateTimeMultirangeField(models.Field):
    """In Python a list of (start, end) pairs, aware, half-open, sorted."""

    def db_type(self, connection: Any) -> str:
        return "tstzmultirange"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> list[Span]:
        return [(part.lower.astimezone(UTC), part.upper.astimezone(UTC)) for part in value]

    def get_prep_value(self, value: Sequence[Span]) -> Multirange[datetime]:
        return Multirange[datetime]([TimestamptzRange(start, end, "[)") for start, end in value])

    def to_python(self, value: Any) -> Any:
        if isinstance(value, Multirange):
            return [(part.lower, part.upper) for part in value if isinstance(part, Range)]
        return value
