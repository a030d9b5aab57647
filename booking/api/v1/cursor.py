"""Where a list was left: after which rdv, so that what is added meanwhile shifts nothing."""

import base64
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


class UnreadableCursor(ValueError):
    pass


@dataclass(frozen=True, slots=True)
class Cursor:
    starts_at: datetime
    rdv_id: UUID

    def __str__(self) -> str:
        return base64.urlsafe_b64encode(f"{self.starts_at.isoformat()} {self.rdv_id}".encode()).decode()

    @classmethod
    def read(cls, typed: str) -> "Cursor":
        """Raises UnreadableCursor."""
        try:
            start, _, rdv_id = base64.urlsafe_b64decode(typed.encode("ascii")).decode("ascii").partition(" ")
            found = cls(datetime.fromisoformat(start), UUID(rdv_id))
        except ValueError as error:
            raise UnreadableCursor from error
        if found.starts_at.tzinfo is None:
            raise UnreadableCursor
        return found
