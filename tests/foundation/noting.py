"""Two tasks that note where they ran."""

from typing import Any

from django.db import connection

from foundation.correlation import current_correlation_id
from foundation.tasks import public_task, tenant_task
from tenants.models import Tenant

CORRELATION = "0123456789abcdef0123456789abcdef"
seen: list[tuple[str, str, dict[str, Any]]] = []


@tenant_task("tests.note_in_tenant")
def note_in_tenant(**facts: Any) -> None:
    seen.append((connection.schema_name, current_correlation_id(), facts))  # type: ignore[attr-defined]


@public_task("tests.note_in_public")
def note_in_public(**facts: Any) -> None:
    seen.append((connection.schema_name, current_correlation_id(), facts))  # type: ignore[attr-defined]


def headers_of(tenant: Tenant) -> dict[str, Any]:
    return {"_schema_name": tenant.schema_name, "_tenant_id": tenant.id}
