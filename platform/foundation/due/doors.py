"""The administrations met during one task, each looked up once."""

from foundation.ports import tenant_by_id
from foundation.tenancy import CurrentTenant


class Doors:
    """For the seconds of a task only: one that is suspended meanwhile is served until its end."""

    def __init__(self) -> None:
        self._met: dict[int, CurrentTenant | None] = {}

    def open_to(self, tenant_id: int) -> CurrentTenant | None:
        """None when it is closed."""
        if tenant_id not in self._met:
            self._met[tenant_id] = tenant_by_id(tenant_id)
        return self._met[tenant_id]
