from typing import ClassVar

from django.db import models


class Purpose(models.TextChoices):
    AGENT = "agent", "Entrée d’un agent"
    USAGER = "usager", "Identité d’un usager"
    LINK = "link", "Rattachement d’un usager"
    LOGOUT = "logout", "Déconnexion"


class Ticket(models.Model):
    """A one-time passage between the sign-in host and an administration's host. Only its hash is kept.

    `challenge` is the SHA-256 of a verifier that never left the session of the browser that asked (RFC 7636's idea).
    `claims` is sealed, and erased at redemption: nothing of a citizen rests here.
    """

    citus_kind: ClassVar[str] = "coordinator"

    digest = models.CharField(primary_key=True, max_length=64)
    tenant_id = models.BigIntegerField()
    host = models.CharField(max_length=253)
    purpose = models.CharField(max_length=10, choices=Purpose)
    challenge = models.CharField(max_length=43, blank=True)
    account_id = models.UUIDField(null=True, blank=True)
    platform_session_id = models.UUIDField(null=True, blank=True)
    claims = models.TextField(blank=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "billet"
        verbose_name_plural = "billets"
        indexes = [models.Index(fields=["expires_at"], name="ticket_expires")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.host}"
