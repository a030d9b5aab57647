from django.db import models
from django.db.models import F, Q

from booking.models.agenda import Agenda


class Absence(models.Model):
    """A period when an agenda cannot receive: from `first_day` at `start_time` to `last_day` at `end_time`."""

    agenda = models.ForeignKey(Agenda, models.CASCADE, related_name="absences")
    title = models.CharField("intitulé", max_length=120, blank=True)
    first_day = models.DateField("premier jour")
    last_day = models.DateField("dernier jour")
    start_time = models.TimeField("de")
    end_time = models.TimeField("à")
    # As PlageOuverture.recurrence, with "until"; only when the absence lasts one day.
    recurrence = models.JSONField("récurrence", default=dict, blank=True)

    class Meta:
        verbose_name = "absence"
        verbose_name_plural = "absences"
        constraints = [
            models.CheckConstraint(name="absence_days_in_order", condition=Q(last_day__gte=F("first_day"))),
        ]

    def __str__(self) -> str:
        return self.title or f"Absence {self.pk}"
