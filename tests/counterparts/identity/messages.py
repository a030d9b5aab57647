"""What comes in and what goes out, before and after HTTP."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

OWN_PAGE = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'"


@dataclass(frozen=True)
class Request:
    """`parameters`: those of the query, or of the form; a name given twice is in `repeated`."""

    method: str
    path: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    repeated: frozenset[str] = frozenset()
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True)
class Reply:
    status: int = HTTPStatus.OK
    kind: str = "text/plain; charset=utf-8"
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    # Seconds to wait before the first byte.
    delay: float = 0


def page(text: str, status: int = HTTPStatus.OK) -> Reply:
    """No `form-action`: Chromium applies it to every redirect that follows a form, and ours leads to the client."""
    policy = {"Content-Security-Policy": OWN_PAGE}
    return Reply(status, "text/html; charset=utf-8", text.encode(), policy)


def json_reply(value: Any, status: int = HTTPStatus.OK, **headers: str) -> Reply:
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Reply(status, "application/json", json.dumps(value, ensure_ascii=False).encode(), named)


def redirect(url: str, parameters: Mapping[str, str] | None = None, cookie: str = "") -> Reply:
    if parameters:
        url += ("&" if "?" in url else "?") + urlencode(parameters)
    headers = {"Location": url} | ({"Set-Cookie": cookie} if cookie else {})
    return Reply(HTTPStatus.SEE_OTHER, headers=headers)
