"""Who receives, and with which rights."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy


class AgendaKind(TextChoices):
    AGENT = "agent", "Agent"
    GUICHET = "guichet", "Guichet"
    SALLE = "salle", "Salle"
    MATERIEL = "materiel", "Matériel"


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


class AgentRole(TextChoices):
    AGENT = "agent", "Agent"
    ADMIN = "admin", "Administrateur"


class AgentAccess(TextChoices):
    """How an agent stands with the sign-in. An agent who cannot sign in may still receive."""

    NONE = "none", "Sans connexion"
    INVITED = "invited", "Invité"
    REQUESTED = "requested", "Demande en attente"
    GRANTED = "granted", "Accès ouvert"
    # Something changed since the last visit (SIRET, account): may read, until an administrator confirms.
    REVIEW = "review", "À confirmer"
    REMOVED = "removed", "Retiré"


class FileAccess(TextChoices):
    """What an agent did with an usager's file, for the access journal."""

    RDV_OPENED = "rdv_opened", gettext_lazy("Rendez-vous ouvert")
    FOUND = "found", gettext_lazy("Trouvé par une recherche")
    CHANGED = "changed", gettext_lazy("Fiche modifiée")
    EXPORTED = "exported", gettext_lazy("Exporté")


class AgentNotices(TextChoices):
    """Which changes an agent is written about (never those of a past rdv)."""

    ALL = "all", "Tous, même mes propres actions"
    OTHERS = "others", "Ceux des autres"
    SOON = "soon", "Ceux des autres, pour aujourd’hui et demain"
    NONE = "none", "Aucun"


class OpeningNotices(TextChoices):
    """Which changes in their own plages d’ouverture and absences an agent is written about."""

    ALL = "all", "Tous, même les miens"
    OTHERS = "others", "Ceux que d’autres font"
    NONE = "none", "Aucun"
