from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from booking.commands.settle_in import Office
from booking.commands.settle_life import Life
from project.demo.weeks import Weeks
from tenants.commands.open_tenant import Opening


@dataclass(frozen=True, slots=True)
class Administration:
    """One of the demonstration's: how it opens, what its offices hold over some weeks, and what goes on there."""

    opening: Opening
    offices: Callable[[Weeks], tuple[Office, ...]]
    life: Callable[[Weeks, datetime], Life] | None = None
