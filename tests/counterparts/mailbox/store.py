"""What arrived, newest first. In memory: a mailbox of the demo and of the tests forgets when it stops."""

import itertools
import re
from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock
from typing import Any

LINK = re.compile(r"https?://[^\s<>\"']+")
# A demo left running for weeks must not fill the memory.
KEPT = 2_000


@dataclass(frozen=True)
class Piece:
    name: str
    mimetype: str
    content: bytes


@dataclass(frozen=True)
class Letter:
    """`kind` is "email" or "sms"; `key` is what tells a repeated SMS from a new one."""

    id: int
    kind: str
    to: str
    subject: str
    text: str
    sender: str = ""
    html: str = ""
    pieces: tuple[Piece, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    key: str = ""
    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def links(self) -> list[str]:
        found = LINK.findall(self.text) or LINK.findall(self.html)
        return list(dict.fromkeys(link.rstrip(".,;:)") for link in found))

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "kind": self.kind,
            "to": self.to,
            "sender": self.sender,
            "subject": self.subject,
            "text": self.text,
            "html": self.html,
            "attachments": [
                {"name": piece.name, "mimetype": piece.mimetype, "size": len(piece.content)}
                for piece in self.pieces
            ],
            "headers": dict(self.headers),
            "links": self.links,
            "at": self.at.isoformat(),
        }


class Store:
    def __init__(self) -> None:
        self._letters: deque[Letter] = deque(maxlen=KEPT)
        self._numbers = itertools.count(1)
        self._lock = Lock()

    def add(self, **facts: Any) -> Letter:
        """The same non-empty `key` twice is one letter: a gateway that honours its idempotency key."""
        with self._lock:
            known = next((one for one in self._letters if one.key == facts.get("key", "") != ""), None)
            if known:
                return known
            letter = Letter(id=next(self._numbers), **facts)
            self._letters.appendleft(letter)
            return letter

    def all(self) -> list[Letter]:
        with self._lock:
            return list(self._letters)

    def find(self, number: int) -> Letter | None:
        return next((letter for letter in self.all() if letter.id == number), None)

    def clear(self) -> None:
        with self._lock:
            self._letters.clear()
