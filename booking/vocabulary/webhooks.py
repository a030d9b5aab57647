"""What programs are told."""

from django.db.models import TextChoices


class WebhookEvent(TextChoices):
    """`type` of what is sent. Names never change once published."""

    RDV_BOOKED = "rdv.booked", "Rendez-vous pris"
    RDV_MOVED = "rdv.moved", "Rendez-vous déplacé"
    RDV_CANCELLED = "rdv.cancelled", "Rendez-vous annulé"
    PRESENCE_CONFIRMED = "presence.confirmed", "Venue confirmée"
    PRESENCE_RECORDED = "presence.recorded", "Présence notée"
    SESSION_OPENED = "session.opened", "Séance collective ouverte"
    SESSION_JOINED = "session.joined", "Inscription à une séance collective"
    SESSION_LEFT = "session.left", "Désistement d’une séance collective"
    TRIAL = "webhook.test", "Essai"


# What an endpoint chooses among; a trial is sent on demand.
OFFERED_EVENTS = tuple(event for event in WebhookEvent if event is not WebhookEvent.TRIAL)


class WebhookState(TextChoices):
    PENDING = "pending", "En attente"
    DONE = "done", "Remis"
    DEAD = "dead", "Abandonné"


class WebhookStop(TextChoices):
    """Why nothing is sent to an endpoint any more."""

    ASKED = "asked", "À votre demande"
    FAILING = "failing", "Trop d’échecs de suite"
    GONE = "gone", "Le serveur a répondu que l’adresse n’existe plus"
