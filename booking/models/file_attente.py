from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from booking.models.invitation import Invitation
from booking.models.lieu import Lieu
from booking.models.motif import Motif
from booking.models.rdv import Rdv
from booking.models.usager import Usager
from booking.vocabulary import AttenteState, CreatedBy, OfferState, RdvStatus
from foundation.refs import new_token

# The promises "one place per person and motif", "one offer at a time", "one person per time".
ONE_PLACE = "file_attente_one_place"
ONE_OFFER = "creneau_offer_one_per_person"
ONE_PERSON = "creneau_offer_one_per_time"


class FileAttente(models.Model):
    """Somebody's place in the queue for a motif. The rank is the order of `created_at`."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    usager = models.ForeignKey(Usager, models.CASCADE, related_name="files_attente")
    motif = models.ForeignKey(Motif, models.CASCADE, related_name="files_attente")
    # The rdv to bring forward; once served, the rdv that was taken.
    rdv = models.ForeignKey(Rdv, models.CASCADE, null=True, blank=True, related_name="files_attente")
    # The link by which the motif opened: the rdv counts as one of its uses.
    invitation = models.ForeignKey(
        Invitation, models.SET_NULL, null=True, blank=True, related_name="files_attente"
    )
    # Ids; empty is any. Half-days are those of booking.queries.files_attente.
    lieux = ArrayField(models.BigIntegerField(), default=list, blank=True)
    half_days = ArrayField(models.IntegerField(), default=list, blank=True)
    people = models.IntegerField("personnes", default=1)
    # A time after this day is of no use.
    last_day = models.DateField("jusqu’au")
    state = models.CharField("état", max_length=10, choices=AttenteState, default=AttenteState.WAITING)
    language = models.CharField("langue", max_length=12, default="fr")
    created_by = models.CharField("inscrit par", max_length=10, choices=CreatedBy, default=CreatedBy.USAGER)
    token = models.CharField(max_length=24, unique=True, default=new_token)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "inscription en liste d’attente"
        verbose_name_plural = "inscriptions en liste d’attente"
        constraints = [
            models.UniqueConstraint(
                fields=["usager", "motif"],
                condition=Q(state__in=[AttenteState.WAITING, AttenteState.OFFERED]),
                name=ONE_PLACE,
            )
        ]
        indexes = [
            models.Index(
                fields=["motif", "created_at"],
                condition=Q(state=AttenteState.WAITING),
                name="file_attente_rank",
            )
        ]

    def __str__(self) -> str:
        return f"{self.usager} – {self.motif}"

    @property
    def brings_forward(self) -> bool:
        """Taking an offer moves an rdv, instead of making one."""
        return self.rdv is not None and self.rdv.status == RdvStatus.SCHEDULED


class CreneauOffer(models.Model):
    """A time kept for one person until `until`. `hold_id` is the hold that keeps it, whoever it is offered to."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    file_attente = models.ForeignKey(FileAttente, models.CASCADE, related_name="offers")
    # No relation: the hold goes, what was offered stays known.
    hold_id = models.UUIDField()
    lieu = models.ForeignKey(Lieu, models.CASCADE, null=True, related_name="+")
    starts_at = models.DateTimeField()
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    state = models.CharField("état", max_length=10, choices=OfferState, default=OfferState.LIVE)

    class Meta:
        verbose_name = "créneau proposé"
        verbose_name_plural = "créneaux proposés"
        constraints = [
            models.UniqueConstraint(
                fields=["file_attente"], condition=Q(state=OfferState.LIVE), name=ONE_OFFER
            ),
            models.UniqueConstraint(fields=["hold_id"], condition=Q(state=OfferState.LIVE), name=ONE_PERSON),
        ]

    def __str__(self) -> str:
        return f"{self.file_attente} {self.starts_at:%Y-%m-%d %H:%M}"
