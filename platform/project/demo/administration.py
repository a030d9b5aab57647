from collections.abc import Callable
from dataclasses import dataclass

from booking.commands.settle_in import Office
from project.demo.weeks import Weeks
from tenants.commands.open_tenant import Opening


@dataclass(frozen=True, slots=True)
class Administration:
    """One of the demonstration's: how it opens, and what its offices hold over some weeks."""

    opening: Opening
    offices: Callable[[Weeks], tuple[Office, ...]]
