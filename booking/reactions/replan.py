"""The messages of a motif whose reminders changed, batch after batch."""

from collections.abc import Sequence
from datetime import datetime

from booking.commands.replan_motif import replan_batch


def replan(refs: Sequence[str], now: datetime) -> None:
    """Due."""
    for ref in refs:
        replan_batch(ref, now=now)
