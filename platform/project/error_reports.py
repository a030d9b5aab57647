"""What an error report may carry. Each part is rebuilt from a list of what is allowed, so that a new version
of the library cannot add a field that nobody has read."""

import re
from collections.abc import Iterator
from typing import Any, cast
from urllib.parse import unquote, urlsplit

from django.http import Http404
from sentry_sdk.types import Breadcrumb, BreadcrumbHint, Event, Hint

from foundation.correlation import current_correlation_id
from foundation.errors import Refusal
from project.correlation import current_slug
from project.log_lines import BUILTINS, words_of
from project.masking import mask, mask_path, mask_quoted

KEPT = (
    "event_id",
    "timestamp",
    "level",
    "logger",
    "platform",
    "release",
    "environment",
    "server_name",
    "sdk",
)
FRAME = (
    "filename",
    "abs_path",
    "function",
    "module",
    "lineno",
    "in_app",
    "pre_context",
    "context_line",
    "post_context",
)
HEADERS = frozenset({"host", "accept", "content-type", "content-length"})
ANTICIPATED = (Refusal, Http404)
SQL_LITERAL = re.compile(r"(?s)'(?:[^']|'')*'")


def scrubbed(event: Event, hint: Hint) -> Event:
    """Sentry's `before_send`: runs in the thread of the error, inside its request or task."""
    given = cast(dict[str, Any], event)
    report: dict[str, Any] = {key: given[key] for key in KEPT if key in given}
    report["tags"] = {
        "tenant": current_slug() or "public",
        "correlation_id": current_correlation_id() or "aucun",
    }
    # Not the trace: with it the caller's own `baggage` header would leave, in the header of the envelope.
    if runtime := (given.get("contexts") or {}).get("runtime"):
        report["contexts"] = {"runtime": runtime}
    if given.get("transaction"):
        report["transaction"] = mask_path(given["transaction"])
    if given.get("request"):
        report["request"] = _request(given["request"])
    if given.get("exception"):
        chain = list(_chain(hint))
        report["exception"] = {
            "values": [_exception(each, chain) for each in given["exception"].get("values", [])]
        }
    if given.get("logentry"):
        # Its parameters stay here: only what the source wrote leaves.
        report["logentry"] = {"message": mask(str(given["logentry"].get("message", "")))}
    if given.get("breadcrumbs"):
        report["breadcrumbs"] = given["breadcrumbs"]
    return cast(Event, report)


def scrubbed_breadcrumb(crumb: Breadcrumb, hint: BreadcrumbHint) -> Breadcrumb:
    """Sentry's `before_breadcrumb`: when, what kind, and a text without values."""
    kept: dict[str, Any] = {
        key: crumb[key] for key in ("timestamp", "category", "level", "type") if key in crumb
    }
    record = hint.get("log_record")
    text = str(record.msg) if record is not None else str(crumb.get("message") or "")
    match crumb.get("category"):
        case "redis":
            text = text.partition(" ")[0]
        case "query":
            text = SQL_LITERAL.sub("« … »", text)
        case _ if record is None:
            text = mask_quoted(text)
    return {**kept, "message": mask(text)}


def _chain(hint: Hint) -> Iterator[BaseException]:
    """The error, then what it came from."""
    seen: list[BaseException] = []
    error = (hint.get("exc_info") or (None, None, None))[1]
    while isinstance(error, BaseException) and error not in seen:
        seen.append(error)
        error = error.__cause__ or error.__context__
    yield from seen


def _request(given: dict[str, Any]) -> dict[str, Any]:
    parts = urlsplit(str(given.get("url") or ""))
    headers = {str(name): mask(str(value)[:200]) for name, value in (given.get("headers") or {}).items()}
    return {
        "method": given.get("method"),
        "url": f"{parts.scheme}://{mask(parts.netloc)}{mask_path(unquote(parts.path))}",
        "headers": {name: value for name, value in headers.items() if name.lower() in HEADERS},
    }


def _exception(given: dict[str, Any], chain: list[BaseException]) -> dict[str, Any]:
    frames = (given.get("stacktrace") or {}).get("frames") or []
    mechanism = given.get("mechanism") or {}
    kept = BUILTINS.union(*map(words_of, chain))
    text = mask(mask_quoted(str(given.get("value") or ""), kept=kept))
    # What an error came from may be an answer to a person, and speak of them.
    anticipated = {type(each).__name__ for each in chain if isinstance(each, ANTICIPATED)}
    return {
        "type": given.get("type"),
        "module": given.get("module"),
        "value": "" if given.get("type") in anticipated else text,
        "mechanism": {key: mechanism[key] for key in ("type", "handled") if key in mechanism},
        "stacktrace": {"frames": [{key: frame[key] for key in FRAME if key in frame} for frame in frames]},
    }
