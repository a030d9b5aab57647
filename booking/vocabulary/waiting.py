"""Those who wait for a time, or are invited to take one."""

from django.db.models import TextChoices


class AttenteState(TextChoices):
    """Of a place in the waiting list. OFFERED: a time is kept for this person, who then gets no other."""

    WAITING = "waiting", "En attente"
    OFFERED = "offered", "Créneau proposé"
    SERVED = "served", "Rendez-vous pris"
    LEFT = "left", "Retiré"
    OVER = "over", "Échu"


class OfferState(TextChoices):
    LIVE = "live", "En cours"
    ACCEPTED = "accepted", "Accepté"
    DECLINED = "declined", "Refusé"
    EXPIRED = "expired", "Sans réponse"


class InvitationState(TextChoices):
    """Told from the row and the clock; stored nowhere."""

    SENT = "sent", "Envoyée"
    USED = "used", "Utilisée"
    EXPIRED = "expired", "Expirée"
    REVOKED = "revoked", "Retirée"
