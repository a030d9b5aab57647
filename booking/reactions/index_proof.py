from collections.abc import Sequence
from datetime import datetime

from booking.commands.prove_index import prove_index


def prove(refs: Sequence[str], now: datetime) -> None:
    """Due: this administration's minute of the night has come."""
    prove_index(now=now)
