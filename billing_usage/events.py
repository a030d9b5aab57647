"""What the meter announces."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from foundation.outbox.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowanceCrossed(Event):
    """`used` parts of SMS are `percent` % or more of the month's `allowance`. `stops`: no other SMS leaves."""

    name: ClassVar[str] = "billing.allowance.crossed"
    month: date
    percent: int
    used: int
    allowance: int
    stops: bool

    @property
    def subject(self) -> str:
        # No order: the month is everybody's, and no administration waits for another.
        return ""
