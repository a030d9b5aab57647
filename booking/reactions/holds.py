from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from booking.commands.expire_holds import expire_holds


def free_holds(refs: Sequence[str], now: datetime) -> None:
    """Due: the ten minutes are over."""
    expire_holds([UUID(ref) for ref in refs], now=now)
