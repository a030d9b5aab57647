"""Every address of the two kinds of host, and who may open it. A new address without a line fails."""

from tests.architecture.url_table.agents import AGENTS, MACHINES
from tests.architecture.url_table.citizens import CITIZENS
from tests.architecture.url_table.public_host import PUBLIC_HOST

__all__ = ["PUBLIC_HOST", "TENANT_HOST"]

TENANT_HOST = CITIZENS | AGENTS | MACHINES
