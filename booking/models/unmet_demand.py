from uuid import uuid4

from django.db import models

from booking.models.lieu import Lieu
from booking.models.motif import Motif


class UnmetDemand(models.Model):
    """On that instant nothing was free online, and somebody asked for a proof of it. Nothing is known of the person.

    Never changed: whoever has the reference may verify it, years later.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    # Read aloud on the phone, copied by hand.
    reference = models.CharField("référence", max_length=12, unique=True)
    motif = models.ForeignKey(Motif, models.PROTECT, related_name="unmet_demands", db_index=False)
    # None: nowhere was there a time.
    lieu = models.ForeignKey(Lieu, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField("le")
    # Days in which a time was looked for, at the organisation's place.
    first_day = models.DateField("du")
    last_day = models.DateField("au")

    class Meta:
        verbose_name = "demande sans créneau"
        verbose_name_plural = "demandes sans créneau"
        indexes = [models.Index(fields=["motif", "at"], name="unmet_motif_at")]

    def __str__(self) -> str:
        return self.reference
