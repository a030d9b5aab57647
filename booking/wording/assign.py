"""Which of two wordings an rdv gets: half and half, always the same for the same rdv."""

from hashlib import sha256
from typing import Literal
from uuid import UUID

type Variant = Literal["a", "b"]


def variant_of(rdv_id: UUID, kind: str) -> Variant:
    """`kind` too: two comparisons at the same time must not sort people alike."""
    return "b" if sha256(f"{kind} {rdv_id}".encode()).digest()[0] & 1 else "a"
