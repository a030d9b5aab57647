"""An event to JSON and back. Only ids, numbers, dates and codes pass: free text could carry a name."""

import types
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

PLAIN = (bool, int)


def dump(event: Any) -> dict[str, Any]:
    return {field.name: _dumped(getattr(event, field.name)) for field in fields(event)}


def load(event_class: type, payload: Mapping[str, Any]) -> Any:
    """Unknown keys come from a newer release and are left aside; missing ones take their default."""
    kinds = field_kinds(event_class)
    return event_class(**{name: _loaded(payload[name], kinds[name]) for name in kinds if name in payload})


@cache
def field_kinds(event_class: type) -> dict[str, Any]:
    """The type of each field. Raises TypeError when one could hold more than ids, numbers, dates, codes."""
    hints = get_type_hints(event_class)
    kinds = {field.name: hints[field.name] for field in fields(event_class)}
    for name, kind in kinds.items():
        if not _allowed(kind):
            raise TypeError(
                f"{event_class.__qualname__}.{name}: {kind} may carry personal data; use an id or a StrEnum"
            )
    return kinds


def _allowed(kind: Any) -> bool:
    if _is_optional(kind):
        return _allowed(_inside_optional(kind))
    if get_origin(kind) is tuple:
        inner = get_args(kind)
        return len(inner) == 2 and inner[1] is Ellipsis and _allowed(inner[0])
    return isinstance(kind, type) and (kind in {bool, int, UUID, date, datetime} or issubclass(kind, StrEnum))


def _dumped(value: Any) -> Any:
    if value is None or isinstance(value, PLAIN):
        return value
    if isinstance(value, tuple):
        return [_dumped(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _loaded(value: Any, kind: Any) -> Any:
    if _is_optional(kind):
        return None if value is None else _loaded(value, _inside_optional(kind))
    if get_origin(kind) is tuple:
        return tuple(_loaded(item, get_args(kind)[0]) for item in value)
    if issubclass(kind, date):
        return kind.fromisoformat(value)
    return kind(value)


def _is_optional(kind: Any) -> bool:
    return get_origin(kind) in {types.UnionType, Union} and type(None) in get_args(kind)


def _inside_optional(kind: Any) -> Any:
    inner = [part for part in get_args(kind) if part is not type(None)]
    return inner[0] if len(inner) == 1 else object
