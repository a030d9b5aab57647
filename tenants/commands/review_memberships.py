"""Answer to the floor below: an account answers to another identity, wherever it works."""

from datetime import datetime
from uuid import UUID

from django.db import DatabaseError

from booking.commands.review_relinked import review_relinked
from foundation.tenancy import in_public, in_tenant
from tenants.models import AccountIndex, Tenant
from tenants.vocabulary import TenantStatus

# A suspended administration may open again.
WITH_AGENTS = (TenantStatus.READY, TenantStatus.SUSPENDED)


def review_memberships(account_id: UUID, at: datetime) -> None:
    """As often as one likes: what an administrator decided since is left. One administration that fails keeps nothing
    from the others.
    """
    failure: DatabaseError | None = None
    for tenant in _tenants_of(account_id):
        try:
            with in_tenant(tenant):
                review_relinked(account_id, at=at)
        except DatabaseError as error:
            failure = failure or error
    if failure:
        raise failure


def _tenants_of(account_id: UUID) -> list[Tenant]:
    with in_public():
        ids = AccountIndex.objects.filter(account_id=account_id).values("tenant_id")
        return list(Tenant.objects.filter(pk__in=ids, status__in=WITH_AGENTS).order_by("pk"))
