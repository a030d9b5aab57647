from django.db import models

from booking.models.agenda import Agenda
from booking.models.fields import DateTimeMultirangeField
from booking.models.lieu import Lieu
from booking.models.plage_ouverture import PlageOuverture


class FreeTime(models.Model):
    """The free-time index (decision 0008): what is left of one plage d'ouverture, on one lane, one day.

    A projection: only `booking.commands.index` writes it, from the sources. A day with nothing left has no row.
    """

    plage = models.ForeignKey(PlageOuverture, models.CASCADE, related_name="+", db_index=False)
    lane = models.IntegerField(default=1)
    day = models.DateField()
    agenda = models.ForeignKey(Agenda, models.CASCADE, related_name="+", db_index=False)
    lieu = models.ForeignKey(Lieu, models.CASCADE, null=True, related_name="+", db_index=False)
    free = DateTimeMultirangeField()

    class Meta:
        verbose_name = "temps libre"
        verbose_name_plural = "temps libres"
        constraints = [
            models.UniqueConstraint(fields=["plage", "day", "lane"], name="freetime_plage_day_lane")
        ]
        indexes = [
            models.Index(fields=["agenda", "day"], name="freetime_agenda_day"),
            # The earliest time of each lieu is found by walking its days in order.
            models.Index(fields=["lieu", "day"], name="freetime_lieu_day"),
        ]

    def __str__(self) -> str:
        return f"{self.plage_id} {self.day}"
