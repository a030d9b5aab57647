"""An administration closed for a while: others find it open again, whatever the test's end."""

from collections.abc import Iterator
from contextlib import contextmanager

from tenants.models import Tenant
from tenants.vocabulary import TenantStatus


@contextmanager
def suspended(tenant: Tenant) -> Iterator[None]:
    Tenant.objects.filter(id=tenant.id).update(status=TenantStatus.SUSPENDED)
    try:
        yield
    finally:
        Tenant.objects.filter(id=tenant.id).update(status=TenantStatus.READY)
