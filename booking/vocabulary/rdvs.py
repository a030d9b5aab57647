"""An rdv: how it stands, what it is for, who may book it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy, pgettext_lazy


class RdvStatus(TextChoices):
    SCHEDULED = "scheduled", "À venir"
    HONOURED = "honoured", "Honoré"
    NO_SHOW = "no_show", "Absent"
    CANCELLED_BY_USAGER = "cancelled_by_usager", "Excusé"
    CANCELLED_BY_SERVICE = "cancelled_by_service", "Annulé"


CANCELLED = frozenset({RdvStatus.CANCELLED_BY_USAGER, RdvStatus.CANCELLED_BY_SERVICE})


class CancelReason(TextChoices):
    """Why somebody gives their time back, for who wants to say it."""

    BUSY = "busy", gettext_lazy("Je ne suis plus disponible")
    ELSEWHERE = "elsewhere", gettext_lazy("J’ai trouvé un autre rendez-vous")
    NEEDLESS = "needless", gettext_lazy("Je n’en ai plus besoin")
    UNREADY = "unready", gettext_lazy("Il me manque un document")
    OTHER = "other", gettext_lazy("Pour une autre raison")


class SessionStatus(TextChoices):
    SCHEDULED = "scheduled", "À venir"
    HELD = "held", "Tenue"
    CANCELLED = "cancelled", "Annulée"


class CreatedBy(TextChoices):
    USAGER = "usager", "L’usager"
    AGENT = "agent", "Un agent"


class Modalite(TextChoices):
    ON_SITE = "on_site", pgettext_lazy("façon de recevoir", "Sur place")
    PHONE = "phone", pgettext_lazy("façon de recevoir", "Par téléphone")
    VISIO = "visio", pgettext_lazy("façon de recevoir", "En visioconférence")
    HOME = "home", pgettext_lazy("façon de recevoir", "À domicile")


class BookableBy(TextChoices):
    """Each opens the motif to more people than the one before."""

    AGENTS = "agents", "Les agents seulement"
    PRESCRIBERS = "prescriber", "Les agents et les prescripteurs"
    INVITED = "invited", "Les agents, les prescripteurs et les personnes invitées"
    EVERYONE = "everyone", "Tout le monde, en ligne"


# Who else than agents books it: a professional for somebody, somebody invited.
FOR_PRESCRIBERS = (BookableBy.PRESCRIBERS, BookableBy.INVITED, BookableBy.EVERYONE)
FOR_INVITED = (BookableBy.INVITED, BookableBy.EVERYONE)


class PapersKind(TextChoices):
    """Identity papers asked for, in the words of the national hub. One application number for each person."""

    NONE = "", "Aucune"
    CNI = "CNI", "Carte d’identité"
    PASSPORT = "PASSPORT", "Passeport"
    BOTH = "CNI-PASSPORT", "Carte d’identité et passeport"


# Key written beside the answers of a participation: numbers of identity papers of which the hub could say nothing.
PAPERS_TO_CHECK = "papers_to_check"


class SectorLevel(TextChoices):
    """To whom the citizen's address leads for a motif."""

    EVERYWHERE = "everywhere", "Tous les lieux, quelle que soit l’adresse"
    ORGANISATION = "organisation", "L’organisation du secteur de l’adresse"
    AGENT = "agent", "Les agents du secteur de l’adresse"
