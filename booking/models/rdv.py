from datetime import datetime
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from booking.models.agenda import Agenda
from booking.models.invitation import Invitation
from booking.models.lieu import Lieu
from booking.models.motif import Motif
from booking.models.organisation import Organisation
from booking.models.usager import Usager
from booking.vocabulary import CANCELLED, CancelReason, CreatedBy, RdvStatus, SessionStatus
from foundation.refs import new_token


class Rdv(models.Model):
    """An appointment, or a session for several people. `starts_at`–`ends_at` is without buffers.

    An individual rdv's status is derived from its participations'.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="rdvs")
    motif = models.ForeignKey(Motif, models.PROTECT, related_name="rdvs")
    lieu = models.ForeignKey(Lieu, models.PROTECT, null=True, blank=True, related_name="rdvs")
    # Who receives. It stays when the rdv is cancelled and its occupations go.
    agenda = models.ForeignKey(Agenda, models.PROTECT, null=True, related_name="rdvs")
    # A collective session has seats; an individual rdv has none to count.
    seats = models.IntegerField("places", null=True, blank=True)
    # People or documents; of a session, its participations tell.
    people = models.IntegerField("personnes", default=1)
    # Where an agent goes, for an rdv at home.
    address = models.CharField("adresse", max_length=250, blank=True)
    # Sessions opened together bear the same one.
    series = models.UUIDField("série", null=True, blank=True)
    title = models.CharField("intitulé", max_length=120, blank=True)
    starts_at = models.DateTimeField("début")
    ends_at = models.DateTimeField("fin")
    status = models.CharField("état", max_length=20, choices=RdvStatus, default=RdvStatus.SCHEDULED)
    created_by = models.CharField("pris par", max_length=10, choices=CreatedBy)
    created_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    # Raised at each change that a calendar must learn (iCalendar SEQUENCE, RFC 5545 §3.8.7.4).
    sequence = models.IntegerField(default=0)

    class Meta:
        verbose_name = "rendez-vous"
        verbose_name_plural = "rendez-vous"
        constraints = [
            models.CheckConstraint(name="rdv_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(name="rdv_seats_from_1", condition=Q(seats=None) | Q(seats__gte=1)),
        ]
        indexes = [models.Index(fields=["starts_at"], name="rdv_starts_at")]

    def __str__(self) -> str:
        return f"{self.motif} {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def is_cancelled(self) -> bool:
        return self.status in CANCELLED

    @property
    def is_session(self) -> bool:
        return self.seats is not None

    def session_status(self, now: datetime) -> SessionStatus:
        """Each participation has an outcome of its own; a session is only to come, held or cancelled."""
        if self.is_cancelled:
            return SessionStatus.CANCELLED
        return SessionStatus.HELD if self.ends_at <= now else SessionStatus.SCHEDULED


class Participation(models.Model):
    """One usager's place in one rdv, with its own status and its own stable link."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    rdv = models.ForeignKey(Rdv, models.CASCADE, related_name="participations")
    usager = models.ForeignKey(Usager, models.PROTECT, related_name="participations")
    status = models.CharField("état", max_length=20, choices=RdvStatus, default=RdvStatus.SCHEDULED)
    # « Je viens » ; « En retard », with the minutes announced.
    confirmed_at = models.DateTimeField("présence confirmée le", null=True, blank=True)
    late_min = models.IntegerField("retard annoncé", null=True, blank=True)
    # Of who cancelled, and said why.
    cancel_reason = models.CharField(
        "raison de l’annulation", max_length=10, choices=CancelReason, default="", db_default="", blank=True
    )
    # {question id: answer}, as the motif's questions stood then.
    answers = models.JSONField("réponses", default=dict, blank=True)
    # Application numbers of identity papers, one for each person.
    papers = models.JSONField("numéros de pré-demande", default=list, blank=True)
    language = models.CharField("langue", max_length=12, default="fr")
    # Who booked for somebody else: {"first_name", "last_name", "email", "phone", "structure"}, or {"agent": uuid}.
    prescriber = models.JSONField("prescripteur", default=dict, blank=True)
    # The motif's text, accepted then.
    accepted_at = models.DateTimeField("texte accepté le", null=True, blank=True)
    invitation = models.ForeignKey(
        Invitation, models.SET_NULL, null=True, blank=True, related_name="participations"
    )
    # By an agent, by hand.
    reminded_at = models.DateTimeField("rappel demandé le", null=True, blank=True)
    link_token = models.CharField(max_length=24, unique=True, default=new_token)

    class Meta:
        verbose_name = "participation"
        verbose_name_plural = "participations"
        constraints = [
            models.UniqueConstraint(fields=["rdv", "usager"], name="participation_rdv_usager"),
        ]

    def __str__(self) -> str:
        return f"{self.usager} – {self.get_status_display()}"
