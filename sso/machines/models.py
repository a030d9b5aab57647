from typing import ClassVar
from uuid import uuid4

from django.db import models


class MachineSecret(models.Model):
    """One of at most two live secrets of a machine client, so that a key can change without a stop. Hash only."""

    citus_kind: ClassVar[str] = "coordinator"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    client_id = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "secret de programme"
        verbose_name_plural = "secrets de programmes"
        indexes = [
            models.Index(fields=["client_id"], condition=models.Q(revoked_at=None), name="machinesecret_live")
        ]

    def __str__(self) -> str:
        return f"{self.client_id} {self.created_at:%Y-%m-%d}"
