from uuid import uuid4

from django.db import models


class Channel(models.TextChoices):
    EMAIL = "email", "E-mail"
    SMS = "sms", "SMS"


class ContactChallenge(models.Model):
    """A code asked for a contact. The code itself is nowhere: it is derived from the id when it is sent and checked.

    `contact` (E.164 or an address) is erased when the challenge ends or expires; the row stays a day.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    purpose = models.CharField(max_length=20)
    channel = models.CharField(max_length=5, choices=Channel)
    contact = models.CharField(max_length=254, blank=True)
    contact_hash = models.CharField(max_length=64)
    # Of the session that asked: a code read aloud to somebody else opens nothing there.
    browser_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    attempts = models.IntegerField(default=0)
    # Used, or replaced by a newer one, or out of tries.
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "demande de code"
        verbose_name_plural = "demandes de code"
        indexes = [models.Index(fields=["contact_hash", "created_at"], name="challenge_contact")]

    def __str__(self) -> str:
        return f"{self.channel} {self.created_at:%Y-%m-%d %H:%M}"
