"""How a log record becomes one line: structured for machines, readable for a person; masked in both."""

import builtins
import json
import logging
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from foundation.correlation import current_correlation_id
from project.correlation import current_path, current_slug
from project.masking import mask, mask_path, mask_quoted

# What every record has: anything else was given by `extra=`.
USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "tenant"}
LONGEST_EXTRA = 200
DEEPEST = 5
BUILTINS = frozenset(
    {"NoneType", *(name for name, value in vars(builtins).items() if isinstance(value, type))}
)


class JsonLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return json.dumps({key: value for key, value in _fields(record) if value != ""}, ensure_ascii=False)


class TextLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        fields = dict(_fields(record))
        marks = "".join(f" [{fields[key]}]" for key in ("tenant", "correlation_id") if fields[key])
        line = f"{fields['time'][11:19]} {fields['level']:<7} {fields['logger']} {fields['message']}{marks}"
        for error in fields.get("errors", []):
            line += f"\n{error['stack']}{error['type']}: {error['message']}"
        return line


def words_of(error: BaseException) -> frozenset[str]:
    """Names and literals of the code that the error went through: quoted in its message, they are no data."""
    words = set(BUILTINS)
    step: TracebackType | None = error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        words.update(
            code.co_names, code.co_varnames, (each for each in code.co_consts if isinstance(each, str))
        )
        step = step.tb_next
    return frozenset(words)


def masked_message(error: BaseException) -> str:
    return mask(mask_quoted(str(error), kept=words_of(error)))


def _fields(record: logging.LogRecord) -> Iterator[tuple[str, Any]]:
    yield "time", datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    yield "level", record.levelname
    yield "logger", record.name
    yield "message", _message(record)
    request = getattr(record, "request", None)
    yield "correlation_id", current_correlation_id() or getattr(request, "correlation_id", "")
    yield "tenant", getattr(record, "tenant", None) if hasattr(record, "tenant") else current_slug()
    yield "path", current_path() or mask_path(getattr(request, "path", ""))
    for name, value in vars(record).items():
        # Plain values only: an object's text may hold a person.
        if name not in USUAL and isinstance(value, int | float | str):
            yield name, mask(value[:LONGEST_EXTRA]) if isinstance(value, str) else value
    if error := _error_of(record):
        yield "errors", [_described(each) for each in _chain(error)]


def _message(record: logging.LogRecord) -> str:
    try:
        message = record.getMessage()
    except (TypeError, ValueError):
        message = str(record.msg)
    if error := _error_of(record):
        # Whoever logs an exception often repeats its text, and with it the value that was refused.
        message = mask_quoted(message, kept=words_of(error))
    return mask(message)


def _error_of(record: logging.LogRecord) -> BaseException | None:
    return record.exc_info[1] if isinstance(record.exc_info, tuple) else None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """From the cause to the consequence, as Python prints them."""
    links: list[BaseException] = []
    while error is not None and error not in links and len(links) < DEEPEST:
        links.append(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    yield from reversed(links)


def _described(error: BaseException) -> dict[str, str]:
    """Frames and lines of source: neither the values of variables nor the exception's text unmasked."""
    return {
        "type": type(error).__qualname__,
        "message": masked_message(error),
        "stack": "".join(traceback.format_tb(error.__traceback__)),
    }
