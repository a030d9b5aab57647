from uuid import UUID

from tenants.models import AccountIndex, Demande, Tenant
from tenants.vocabulary import TenantStatus

# An administration that is closed for good leaves its SIREN to another.
LIVING = (TenantStatus.REQUESTED, TenantStatus.CREATING, TenantStatus.READY, TenantStatus.SUSPENDED)


def tenant_of_siren(siren: str) -> Tenant | None:
    return Tenant.objects.filter(siren=siren, status__in=LIVING).order_by("pk").first() if siren else None


def last_demande(account_id: UUID) -> tuple[Demande, Tenant] | None:
    demande = Demande.objects.filter(account_id=account_id).order_by("-asked_at", "-pk").first()
    return (demande, Tenant.objects.get(pk=demande.tenant_id)) if demande else None


def tenants_of_account(account_id: UUID) -> list[Tenant]:
    """Open, in the order of their names. Who may enter is said at the door, not here."""
    ids = AccountIndex.objects.filter(account_id=account_id).values("tenant_id")
    return list(Tenant.objects.open().filter(pk__in=ids).order_by("name", "pk"))
