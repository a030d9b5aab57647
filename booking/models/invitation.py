from uuid import uuid4

from django.db import models
from django.db.models import Q

from booking.models.agent import Agent
from booking.models.lieu import Lieu
from booking.models.motif import Motif
from booking.models.organisation import Organisation
from booking.models.service import Service
from booking.models.usager import Usager
from foundation.refs import new_token


class Invitation(models.Model):
    """A personal link for a purpose: a motif, or any motif open to invited people of a service.

    Bounded in uses and in time; `uses` is counted under the lock of this row.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    token = models.CharField(max_length=24, unique=True, default=new_token)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    # Empty for a link given to whoever comes (a poster, a partner).
    usager = models.ForeignKey(Usager, models.CASCADE, null=True, blank=True, related_name="invitations")
    motif = models.ForeignKey(Motif, models.CASCADE, null=True, blank=True, related_name="invitations")
    service = models.ForeignKey(Service, models.CASCADE, null=True, blank=True, related_name="+")
    lieu = models.ForeignKey(Lieu, models.SET_NULL, null=True, blank=True, related_name="+")
    # Said to the person: why they are invited.
    purpose = models.CharField("objet", max_length=250, blank=True)
    uses = models.IntegerField("utilisations", default=0)
    uses_at_most = models.IntegerField("utilisations permises", default=1)
    expires_at = models.DateTimeField("valable jusqu’au")
    revoked_at = models.DateTimeField("retirée le", null=True, blank=True)
    created_by = models.ForeignKey(Agent, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "invitation"
        verbose_name_plural = "invitations"
        constraints = [
            models.CheckConstraint(
                name="invitation_motif_or_service", condition=Q(motif=None) ^ Q(service=None)
            ),
            models.CheckConstraint(
                name="invitation_uses_bounded",
                condition=Q(uses_at_most__range=(1, 1_000), uses__gte=0, uses__lte=models.F("uses_at_most")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.motif or self.service} – {self.usager or 'lien ouvert'}"
