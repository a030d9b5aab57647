"""Choices of the landlord: stored in English snake case, shown in French."""

from django.db.models import TextChoices


class TenantKind(TextChoices):
    COMMUNE = "commune", "Commune"
    DEPARTEMENT = "departement", "Département"
    EPCI = "epci", "Intercommunalité"
    FRANCE_SERVICES = "france_services", "France services"
    STATE_SERVICE = "state_service", "Service de l’État"


class TenantStatus(TextChoices):
    REQUESTED = "requested", "Demandée"
    CREATING = "creating", "En création"
    READY = "ready", "Ouverte"
    SUSPENDED = "suspended", "Suspendue"
    ARCHIVED = "archived", "Archivée"
    DROPPED = "dropped", "Supprimée"


class DemandeStatus(TextChoices):
    """What became of somebody's wish to open an administration."""

    PENDING = "pending", "À examiner"
    APPROVED = "approved", "Approuvée"
    REFUSED = "refused", "Refusée"
