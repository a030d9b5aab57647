from datetime import datetime

from django.db import transaction

from foundation.actors import Actor
from foundation.tenancy import in_public
from tenants.commands.approve_demande import decided
from tenants.models import Tenant
from tenants.queries.hosts import forget_hosts
from tenants.vocabulary import DemandeStatus, TenantStatus


def refuse_demande(slug: str, *, reason: str, by: Actor, now: datetime) -> Tenant:
    """The trial closes; its data stay, out of reach. The SIREN may be asked for again.

    Raises NotFound, DemandeDecided.
    """
    with in_public(), transaction.atomic():
        tenant = decided(slug, DemandeStatus.REFUSED, by=by, now=now)
        tenant.status, tenant.closed_because = TenantStatus.ARCHIVED, reason
        tenant.save(update_fields=["status", "closed_because"])
    forget_hosts()
    return tenant
