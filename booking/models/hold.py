from uuid import uuid4

from django.db import models

from booking.models.agenda import Agenda
from booking.models.lieu import Lieu
from booking.models.motif import Motif


class Hold(models.Model):
    """A time kept while a form is filled. It occupies like an rdv until `expires_at`."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    motif = models.ForeignKey(Motif, models.CASCADE, related_name="+")
    lieu = models.ForeignKey(Lieu, models.CASCADE, null=True, related_name="+")
    # Who receives: the hold may keep other agendas too.
    agenda = models.ForeignKey(Agenda, models.CASCADE, null=True, related_name="+", db_index=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    # People or documents it was asked for.
    people = models.IntegerField("personnes", default=1)
    # Random mark of the browser session, and a keyed hash of the network address: never the address itself.
    visitor = models.CharField(max_length=40)
    address_hash = models.CharField(max_length=64)
    expires_at = models.DateTimeField()
    is_extended = models.BooleanField(default=False)

    class Meta:
        verbose_name = "réservation provisoire"
        verbose_name_plural = "réservations provisoires"
        constraints = [models.UniqueConstraint(fields=["visitor"], name="hold_one_per_visitor")]
        indexes = [models.Index(fields=["address_hash"], name="hold_address")]

    def __str__(self) -> str:
        return f"{self.motif} {self.starts_at:%Y-%m-%d %H:%M}"
