"""What the gateway was asked, what it answers, and what really left for a phone."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import parse_qsl


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    def json(self) -> dict[str, Any]:
        read = json.loads(self.body or b"{}")
        return read if isinstance(read, dict) else {}

    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode()))


@dataclass(frozen=True)
class Reply:
    status: int
    body: bytes = b""
    kind: str = "application/json"


@dataclass(frozen=True)
class Asked:
    """A message as a dialect reads it; `key` is what tells a repeated request from a new one, if the dialect can.
    `minutes` is how long to keep trying, `reports` where to say what became of it, for the dialects that can be told.
    """

    dialect: str
    to: str
    text: str
    sender: str
    reference: str = ""
    key: str = ""
    minutes: int = 0
    reports: str = ""


@dataclass(frozen=True)
class Sent:
    """Handed to an operator: what a phone rings for, and what is paid."""

    id: str
    asked: Asked = field()

    def as_json(self) -> dict[str, Any]:
        return {"id": self.id, **asdict(self.asked)}


def json_reply(status: int, value: Any) -> Reply:
    return Reply(status, json.dumps(value, ensure_ascii=False).encode())
