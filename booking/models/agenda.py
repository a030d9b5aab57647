from django.db import models
from django.db.models import Q

from booking.models.agent import Agent
from booking.models.organisation import Organisation
from booking.vocabulary import AgendaKind


class Agenda(models.Model):
    """Whatever can be occupied: a person, a counter, a room, equipment (decision 0007).

    `capacity` is the number of lanes: 1, unless the agenda stands for n identical counters.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="agendas")
    kind = models.CharField("type", max_length=10, choices=AgendaKind, default=AgendaKind.AGENT)
    title = models.CharField("intitulé", max_length=150)
    agent = models.OneToOneField(Agent, models.CASCADE, null=True, blank=True, related_name="agenda")
    capacity = models.IntegerField("capacité", default=1)
    is_active = models.BooleanField("actif", default=True)
    # The free-time index is complete up to this day, included. Days without free time have no row to tell it.
    indexed_until = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name = "agenda"
        verbose_name_plural = "agendas"
        constraints = [
            models.CheckConstraint(
                name="agenda_capacity_1_to_50", condition=Q(capacity__gte=1, capacity__lte=50)
            ),
            models.CheckConstraint(
                name="agenda_agent_has_agent",
                condition=Q(kind=AgendaKind.AGENT, agent__isnull=False)
                | (~Q(kind=AgendaKind.AGENT) & Q(agent__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.title
