from foundation.due.rows import wake
from foundation.errors import NotFound
from tenants.models import Tenant
from tenants.queries.hosts import forget_hosts
from tenants.vocabulary import TenantStatus


def suspend_tenant(slug: str, *, reason: str = "") -> Tenant:
    """Close the doors without touching the data. Raises NotFound."""
    return _turn(slug, TenantStatus.SUSPENDED, reason)


def reopen_tenant(slug: str) -> Tenant:
    """Open the doors of a suspended administration again. Raises NotFound."""
    tenant = _turn(slug, TenantStatus.READY, "")
    wake(tenant.pk)
    return tenant


def _turn(slug: str, status: TenantStatus, reason: str) -> Tenant:
    was = {TenantStatus.READY, TenantStatus.SUSPENDED}
    tenant = Tenant.objects.filter(slug=slug, status__in=was).first()
    if tenant is None:
        raise NotFound(f"Aucune administration ouverte ne porte l’adresse « {slug} ».")
    tenant.status, tenant.closed_because = status, reason
    tenant.save(update_fields=["status", "closed_because"])
    forget_hosts()
    return tenant
