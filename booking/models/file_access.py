from django.db import models

from booking.models.agent import Agent
from booking.models.usager import Usager
from booking.vocabulary import CreatedBy, FileAccess


class AccessEntry(models.Model):
    """Who opened which usager's file (GDPR art. 5-2 and 15: the person may ask). Written once, never changed.

    `agent` is null where the person did it, or who answers for them.
    """

    by = models.CharField(
        "par", max_length=10, choices=CreatedBy, default=CreatedBy.AGENT, db_default=CreatedBy.AGENT
    )
    agent = models.ForeignKey(Agent, models.PROTECT, related_name="+", null=True, blank=True)
    usager = models.ForeignKey(Usager, models.CASCADE, related_name="accesses")
    rdv_id = models.UUIDField(null=True, blank=True)
    action = models.CharField("action", max_length=12, choices=FileAccess)
    at = models.DateTimeField("le")

    class Meta:
        verbose_name = "accès à un dossier"
        verbose_name_plural = "accès aux dossiers"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(by=CreatedBy.AGENT, agent__isnull=False)
                | models.Q(by=CreatedBy.USAGER, agent=None),
                name="access_by_agent_or_usager",
            )
        ]
        indexes = [
            models.Index(fields=["usager", "-at"], name="access_usager_at"),
            models.Index(fields=["-at"], name="access_at"),
        ]

    def __str__(self) -> str:
        return f"{self.agent_id or self.by} {self.action} {self.at:%Y-%m-%d %H:%M}"
