"""What the programme's team sees of the administrations: never a citizen, never a file."""

from collections.abc import Sequence
from dataclasses import dataclass

from sso.accounts.models import Account
from tenants.models import Demande, Tenant
from tenants.models.tenant import TenantQuerySet
from tenants.vocabulary import DemandeStatus, TenantStatus


@dataclass(frozen=True, slots=True)
class Supervised:
    """`demande` and `account`: how it was opened, and by whom; None when the programme opened it."""

    tenant: Tenant
    demande: Demande | None
    account: Account | None

    @property
    def waits(self) -> bool:
        return self.demande is not None and self.demande.status == DemandeStatus.PENDING


def supervised(state: str = "") -> TenantQuerySet:
    """The latest first. An unknown state is every state."""
    tenants = Tenant.objects.exclude(status=TenantStatus.DROPPED).order_by("-created_at", "-pk")
    if state == "a-examiner":
        waiting = Demande.objects.filter(status=DemandeStatus.PENDING).values("tenant_id")
        return tenants.filter(pk__in=waiting)
    if state == "ouvertes":
        return tenants.filter(status=TenantStatus.READY, is_trial=False)
    closed = {"suspendues": TenantStatus.SUSPENDED, "archivees": TenantStatus.ARCHIVED}
    return tenants.filter(status=closed[state]) if state in closed else tenants


def with_demandes(tenants: Sequence[Tenant]) -> list[Supervised]:
    """Two queries, whatever the number."""
    ids = [tenant.pk for tenant in tenants]
    demandes = {each.tenant_id: each for each in Demande.objects.filter(tenant_id__in=ids)}
    accounts = Account.objects.in_bulk([each.account_id for each in demandes.values()])
    lines = []
    for tenant in tenants:
        demande = demandes.get(tenant.pk)
        lines.append(Supervised(tenant, demande, accounts.get(demande.account_id) if demande else None))
    return lines
