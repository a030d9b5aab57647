from django.db import models

from booking.models.agent import Agent
from booking.models.usager import Usager
from booking.vocabulary import FileAccess


class AccessEntry(models.Model):
    """Who opened which usager's file (GDPR art. 5-2 and 15: the person may ask). Written once, never changed."""

    agent = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    usager = models.ForeignKey(Usager, models.CASCADE, related_name="accesses")
    rdv_id = models.UUIDField(null=True, blank=True)
    action = models.CharField("action", max_length=12, choices=FileAccess)
    at = models.DateTimeField("le")

    class Meta:
        verbose_name = "accès à un dossier"
        verbose_name_plural = "accès aux dossiers"
        indexes = [
            models.Index(fields=["usager", "-at"], name="access_usager_at"),
            models.Index(fields=["-at"], name="access_at"),
        ]

    def __str__(self) -> str:
        return f"{self.agent_id} {self.action} {self.at:%Y-%m-%d %H:%M}"
