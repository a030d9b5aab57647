"""Any other gateway, described: where to post, what, and where its id is in the answer.

Credentials: url, body, headers (one `Name: value` a line), id_path (`messages.0.id`). In url, body and headers,
{to} {text} {sender} {reference} and {validity} (minutes after which it is of no use) are replaced, written as their
place wants: in a URL, a form, JSON or XML.
"""

import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import quote, quote_plus
from xml.sax.saxutils import escape

import httpx

from foundation.courier.carriers.answers import refused
from foundation.courier.carriers.generic import inbound, report
from foundation.courier.carriers.untold import ask_credit, credit
from foundation.courier.contract import Ask, Sms, SmsAccount

__all__ = ["accepted", "ask", "ask_credit", "credit", "inbound", "report"]

PLACE = re.compile(r"\{(to|text|sender|reference|validity)\}")
# Set by the exchange itself: a template that could would lead elsewhere, or hide a second request.
KEPT = frozenset({"host", "content-length", "transfer-encoding", "connection"})


def ask(sms: Sms, account: SmsAccount, *, reference: str, now: datetime) -> Ask:
    own = account.credentials
    values = {"to": sms.to, "text": sms.text, "sender": sms.sender, "reference": reference}
    values["validity"] = str(sms.minutes_left(now))
    headers = _headers(own.get("headers", ""), values)
    kind = next((value for name, value in headers.items() if name.lower() == "content-type"), "")
    return Ask(
        "POST",
        _filled(own["url"], values, lambda value: quote(value, safe="")),
        headers,
        _filled(own.get("body", ""), values, _writer(kind)).encode(),
    )


def accepted(answer: httpx.Response, sms: Sms, account: SmsAccount) -> tuple[str, int]:
    if not answer.is_success:
        raise refused(answer.status_code)
    return _found(answer, account.credentials.get("id_path", "id")), 0


def _headers(lines: str, values: dict[str, str]) -> dict[str, str]:
    read = (line.partition(":") for line in lines.splitlines() if ":" in line)
    named = {name.strip(): value.strip() for name, _, value in read if name.strip().lower() not in KEPT}
    return {name: _filled(value, values, _header_value) for name, value in named.items()}


def _filled(template: str, values: dict[str, str], write: Callable[[str], str]) -> str:
    """One pass: what a value contains is never read as a place."""
    return PLACE.sub(lambda place: write(values[place[1]]), template)


def _writer(kind: str) -> Callable[[str], str]:
    if "json" in kind:
        return lambda value: json.dumps(value)[1:-1]
    if "form" in kind:
        return quote_plus
    if "xml" in kind:
        return lambda value: escape(value, {'"': "&quot;", "'": "&apos;"})
    return str


def _header_value(value: str) -> str:
    """A header holds one line of ASCII: a text has no place there."""
    return quote(value, safe=" +-._:@")


def _found(answer: httpx.Response, path: str) -> str:
    """Empty when the answer is not what was described: it was taken all the same."""
    try:
        value: Any = answer.json()
        for step in filter(None, path.split(".")):
            value = value[int(step)] if isinstance(value, list) else value[step]
    except (ValueError, KeyError, IndexError, TypeError):
        return ""
    return "" if isinstance(value, dict | list) or value is None else str(value)
