from django.db import models

from booking.models.agenda import Agenda
from booking.models.lieu import Lieu
from booking.models.motif import Motif


class PlageOuverture(models.Model):
    """A period, often recurring, when an agenda receives for given motifs, in wall-clock time of its organisation."""

    agenda = models.ForeignKey(Agenda, models.CASCADE, related_name="plages_ouverture")
    lieu = models.ForeignKey(Lieu, models.PROTECT, null=True, blank=True, related_name="plages_ouverture")
    motifs = models.ManyToManyField(Motif, related_name="plages_ouverture")
    title = models.CharField("intitulé", max_length=120, blank=True)
    first_day = models.DateField("premier jour")
    # Included. Empty: no end for a recurrence, `first_day` itself for a single opening.
    last_day = models.DateField("dernier jour", null=True, blank=True)
    # [["09:00", "12:00"], …]
    periods = models.JSONField("horaires")
    # {} or {"every": "week"|"month", "interval": n, "weekdays": [1..7], "nth": n,
    #        "except_on": [dates], "changes": {date: periods}}
    recurrence = models.JSONField("récurrence", default=dict, blank=True)
    # Received on legal holidays too, by choice; days closed by the organisation stay closed.
    on_holidays = models.BooleanField("ouvert les jours fériés", default=False)

    class Meta:
        verbose_name = "plage d’ouverture"
        verbose_name_plural = "plages d’ouverture"

    def __str__(self) -> str:
        return self.title or f"Plage d’ouverture {self.pk}"
