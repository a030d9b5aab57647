from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from booking.models.agenda import Agenda
from booking.models.hold import Hold
from booking.models.rdv import Rdv

# The promise "two people never get the same time", kept by PostgreSQL itself.
ONE_AT_A_TIME = "occupation_one_at_a_time"


class Occupation(models.Model):
    """What takes an agenda's time: an rdv or a hold, buffers included. `lane` runs from 1 to the agenda's capacity.

    An overlap made on purpose by an agent is not `exclusive`, yet counts as busy.
    """

    agenda = models.ForeignKey(Agenda, models.PROTECT, related_name="occupations")
    lane = models.IntegerField(default=1)
    during = DateTimeRangeField()
    # Commands delete occupations themselves, then recompute the index; PostgreSQL refuses an orphan.
    rdv = models.ForeignKey(Rdv, models.DO_NOTHING, null=True, related_name="occupations")
    hold = models.ForeignKey(Hold, models.DO_NOTHING, null=True, related_name="occupations")
    exclusive = models.BooleanField(default=True)
    # Who overlapped: an agent's id, kept when the agent is gone.
    overlapped_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "occupation"
        verbose_name_plural = "occupations"
        constraints = [
            ExclusionConstraint(
                name=ONE_AT_A_TIME,
                expressions=[
                    ("agenda", RangeOperators.EQUAL),
                    ("lane", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(exclusive=True),
            ),
            models.CheckConstraint(
                name="occupation_rdv_or_hold",
                condition=Q(rdv__isnull=False, hold__isnull=True) | Q(rdv__isnull=True, hold__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agenda} {self.during}"
