"""What is written, and what became of it."""

from django.db.models import TextChoices


class MessageKind(TextChoices):
    """What a message tells. Names of the folders of letters."""

    RDV_BOOKED = "rdv_booked", "Confirmation"
    RDV_MOVED = "rdv_moved", "Déplacement"
    RDV_CANCELLED = "rdv_cancelled", "Annulation"
    REMINDER = "rdv_reminder", "Rappel"
    PRESENCE_ASKED = "presence_asked", "Demande de confirmation"
    RELEASED = "rdv_released", "Créneau libéré"
    FILE_ATTENTE_JOINED = "file_attente_joined", "Inscription en liste d’attente"
    CRENEAU_OFFERED = "creneau_offered", "Créneau proposé"
    INVITED = "rdv_invitation", "Invitation à prendre rendez-vous"
    PRESCRIBED = "rdv_prescribed", "Avis au prescripteur"
    ANSWER = "answer", "Réponse reçue"
    ANSWER_UNDERSTOOD = "answer_understood", "Accusé de réponse"
    AGENT_NOTICE = "agent_notice", "Avis à un agent"
    AGENT_DIGEST = "agent_digest", "Résumé du jour"
    CONTACT_CHANGED = "contact_changed", "Changement de coordonnées"
    TEST = "test", "Essai"


# What leaves about an rdv without anybody asking for it.
BY_ITSELF = frozenset(
    {
        MessageKind.RDV_BOOKED,
        MessageKind.RDV_MOVED,
        MessageKind.RDV_CANCELLED,
        MessageKind.REMINDER,
        MessageKind.PRESENCE_ASKED,
        MessageKind.RELEASED,
    }
)


class MotifNotices(TextChoices):
    """What a motif's usagers are written, beside what they ask for themselves: codes, answers, the waiting list."""

    ALL = "all", "Tous les messages"
    # Neither its name nor its address in a message or a calendar.
    DISCREET = "discreet", "Les messages, sans le nom du motif"
    NONE = "none", "Aucun message"


class ReceiptState(TextChoices):
    QUEUED = "queued", "En attente"
    SENT = "sent", "Envoyé"
    DELIVERED = "delivered", "Remis"
    FAILED = "failed", "Échec"
    DROPPED = "dropped", "Abandonné"
    RECEIVED = "received", "Reçu"


# What a motif that says nothing does: {"before_s", "channels", "booked_before_s"}. One a week before when it was
# booked long before, one two days before, and an SMS three hours before for what was booked at short notice.
DAY_S = 86_400
DEFAULT_REMINDERS = [
    {"before_s": 7 * DAY_S, "channels": ["email"], "booked_before_s": 21 * DAY_S},
    {"before_s": 2 * DAY_S, "channels": ["email", "sms"], "booked_before_s": 3 * DAY_S},
    {"before_s": 3 * 3600, "channels": ["sms"], "booked_before_s": 5 * 3600, "booked_within_s": 3 * DAY_S},
]
