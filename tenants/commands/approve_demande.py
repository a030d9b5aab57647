from datetime import datetime

from django.db import transaction

from foundation.actors import Actor
from foundation.errors import NotFound, Refusal
from foundation.tenancy import in_public
from tenants.models import Demande, Tenant
from tenants.queries.hosts import forget_hosts
from tenants.vocabulary import DemandeStatus


class DemandeDecided(Refusal):
    code = "demande-deja-traitee"
    sentence = "Quelqu’un d’autre a déjà répondu à cette demande. Vérifiez l’état de l’administration."


def approve_demande(slug: str, *, by: Actor, now: datetime) -> Tenant:
    """The trial becomes a real administration, which citizens find. Approving twice is approving once.

    Raises NotFound, DemandeDecided.
    """
    with in_public(), transaction.atomic():
        tenant = decided(slug, DemandeStatus.APPROVED, by=by, now=now)
        tenant.is_trial = False
        tenant.save(update_fields=["is_trial"])
    forget_hosts()
    return tenant


def decided(slug: str, answer: DemandeStatus, *, by: Actor, now: datetime) -> Tenant:
    """The administration, its demande locked and answered; inside a transaction. Raises as `approve_demande`."""
    tenant = Tenant.objects.filter(slug=slug).first()
    demande = Demande.objects.select_for_update().filter(tenant_id=tenant.pk).first() if tenant else None
    if tenant is None or demande is None:
        raise NotFound
    if demande.status not in {DemandeStatus.PENDING, answer}:
        raise DemandeDecided
    if demande.status == DemandeStatus.PENDING:
        demande.status, demande.decided_by, demande.decided_at = answer, by.id, now
        demande.save(update_fields=["status", "decided_by", "decided_at"])
    return tenant
