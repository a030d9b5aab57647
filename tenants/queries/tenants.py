from foundation.tenancy import in_public
from tenants.models import Tenant
from tenants.models.tenant import TenantQuerySet
from tenants.vocabulary import TenantStatus


def open_tenant_by_id(tenant_id: int) -> Tenant | None:
    """The administration when its doors are open; None otherwise."""
    with in_public():
        return Tenant.objects.open().filter(pk=tenant_id).first()


def open_tenants() -> list[Tenant]:
    """In the order of their addresses."""
    with in_public():
        return list(Tenant.objects.open().order_by("slug"))


def tenants_behind(head: str) -> TenantQuerySet:
    """Administrations whose schema was made for another head: one query whatever their number (Citus R20)."""
    return Tenant.objects.filter(status__in=[TenantStatus.READY, TenantStatus.SUSPENDED]).exclude(
        migration_head=head
    )


def all_tenants() -> TenantQuerySet:
    return Tenant.objects.exclude(status=TenantStatus.DROPPED).order_by("slug")
