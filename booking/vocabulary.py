"""Choices and limits of the office: stored in English snake case, shown in French."""

from datetime import timedelta

from django.db.models import IntegerChoices, TextChoices

# A hold lasts ten minutes and may be extended once (WCAG 2.2.1: time limits are adjustable).
HOLD_FOR = timedelta(minutes=10)
# Live holds that one network address may keep: a household or a small office, not a robot. Counted without a lock:
# requests of the same instant may pass it by a few, which the hourly ceiling on requests then bounds.
HOLDS_PER_ADDRESS = 8
# How far ahead the free-time index reaches.
HORIZON = timedelta(days=396)
# Legal minimum that the incumbent's users know: past this limit, one calls.
CHANGE_LIMIT_S = 4 * 3600


class RdvStatus(TextChoices):
    SCHEDULED = "scheduled", "À venir"
    HONOURED = "honoured", "Honoré"
    NO_SHOW = "no_show", "Absent"
    CANCELLED_BY_USAGER = "cancelled_by_usager", "Excusé"
    CANCELLED_BY_SERVICE = "cancelled_by_service", "Annulé"


CANCELLED = frozenset({RdvStatus.CANCELLED_BY_USAGER, RdvStatus.CANCELLED_BY_SERVICE})


class SessionStatus(TextChoices):
    SCHEDULED = "scheduled", "À venir"
    HELD = "held", "Tenue"
    CANCELLED = "cancelled", "Annulée"


class Modalite(TextChoices):
    ON_SITE = "on_site", "Sur place"
    PHONE = "phone", "Par téléphone"
    VISIO = "visio", "En visioconférence"
    HOME = "home", "À domicile"


class BookableBy(TextChoices):
    AGENTS = "agents", "Les agents seulement"
    EVERYONE = "everyone", "Tout le monde, en ligne"


class AgendaKind(TextChoices):
    AGENT = "agent", "Agent"
    GUICHET = "guichet", "Guichet"
    SALLE = "salle", "Salle"
    MATERIEL = "materiel", "Matériel"


class AgentRole(TextChoices):
    AGENT = "agent", "Agent"
    ADMIN = "admin", "Administrateur"


class CreatedBy(TextChoices):
    USAGER = "usager", "L’usager"
    AGENT = "agent", "Un agent"


class Colour(IntegerChoices):
    """Index in the palette of the agenda, whose eight tones are all readable under white text."""

    BLUE = 1, "Bleu"
    GREEN = 2, "Vert"
    PLUM = 3, "Prune"
    RUST = 4, "Rouille"
    TEAL = 5, "Canard"
    SLATE = 6, "Ardoise"
    OLIVE = 7, "Olive"
    ROSE = 8, "Framboise"
