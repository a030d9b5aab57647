"""Choices and limits of the office: stored in English snake case, shown in French."""

from datetime import timedelta

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy, pgettext_lazy

# A hold lasts ten minutes and may be extended once (WCAG 2.2.1: time limits are adjustable).
HOLD_FOR = timedelta(minutes=10)
# Live holds that one network address may keep: a household or a small office, not a robot. Counted without a lock:
# requests of the same instant may pass it by a few, which the hourly ceiling on requests then bounds.
HOLDS_PER_ADDRESS = 8
# A freed time is offered once whoever freed it can no longer change their mind, for half an hour, longer when it is
# days away; so late before the start, it is no longer offered to anybody: the public has it.
UNDO_FOR = timedelta(minutes=10)
OFFERED_FOR = timedelta(minutes=30)
FAR_AHEAD = timedelta(days=3)
OFFERED_FAR_FOR = timedelta(hours=2)
LAST_OFFER_BEFORE = timedelta(hours=3)
# How far ahead the free-time index reaches.
HORIZON = timedelta(days=396)
# Legal minimum that the incumbent's users know: past this limit, one calls.
CHANGE_LIMIT_S = 4 * 3600
# An invitation that nobody took up is worth nothing after this.
INVITED_FOR = timedelta(days=30)
# Links given to citizens: how long, how many uses (the constraint's own ceiling), how many at once.
INVITATION_AT_MOST = timedelta(days=366)
INVITATION_USES = 1_000
INVITED_AT_ONCE = 200
# Key written beside the answers of a participation: numbers of identity papers of which the hub could say nothing.
PAPERS_TO_CHECK = "papers_to_check"
# An agent who opens the same file again within this leaves one line in the access journal.
SAME_ACCESS = timedelta(minutes=10)


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


class SectorLevel(TextChoices):
    """To whom the citizen's address leads for a motif."""

    EVERYWHERE = "everywhere", "Tous les lieux, quelle que soit l’adresse"
    ORGANISATION = "organisation", "L’organisation du secteur de l’adresse"
    AGENT = "agent", "Les agents du secteur de l’adresse"


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
    TEST = "test", "Essai"


class ReceiptState(TextChoices):
    QUEUED = "queued", "En attente"
    SENT = "sent", "Envoyé"
    DELIVERED = "delivered", "Remis"
    FAILED = "failed", "Échec"
    DROPPED = "dropped", "Abandonné"
    RECEIVED = "received", "Reçu"


class InvitationState(TextChoices):
    """Told from the row and the clock; stored nowhere."""

    SENT = "sent", "Envoyée"
    USED = "used", "Utilisée"
    EXPIRED = "expired", "Expirée"
    REVOKED = "revoked", "Retirée"


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


class WebhookState(TextChoices):
    PENDING = "pending", "En attente"
    DONE = "done", "Remis"
    DEAD = "dead", "Abandonné"


class WebhookStop(TextChoices):
    """Why nothing is sent to an endpoint any more."""

    ASKED = "asked", "À votre demande"
    FAILING = "failing", "Trop d’échecs de suite"
    GONE = "gone", "Le serveur a répondu que l’adresse n’existe plus"


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


class AgentNotices(TextChoices):
    """Which changes an agent is written about (never those of a past rdv)."""

    ALL = "all", "Tous, même mes propres actions"
    OTHERS = "others", "Ceux des autres"
    SOON = "soon", "Ceux des autres, pour aujourd’hui et demain"
    NONE = "none", "Aucun"


# What a motif that says nothing does: {"before_s", "channels", "booked_before_s"}. One a week before when it was
# booked long before, one two days before, and an SMS three hours before for what was booked at short notice.
DAY_S = 86_400
DEFAULT_REMINDERS = [
    {"before_s": 7 * DAY_S, "channels": ["email"], "booked_before_s": 21 * DAY_S},
    {"before_s": 2 * DAY_S, "channels": ["email", "sms"], "booked_before_s": 3 * DAY_S},
    {"before_s": 3 * 3600, "channels": ["sms"], "booked_before_s": 5 * 3600, "booked_within_s": 3 * DAY_S},
]
