"""Whose message it was that the platform's own account sent: carriers report to the public host, and people answer
to a number that several administrations share. Public table: no address, no number, no word of a message.
"""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q


class Posted(models.Model):
    """Kept two months. Written after the sending, outside any administration's transaction."""

    citus_kind: ClassVar[str] = "coordinator"

    # The reference of the message: the id of its receipt, in the administration's own schema.
    reference: "models.UUIDField[UUID, UUID]" = models.UUIDField(primary_key=True, editable=False)
    tenant_id = models.BigIntegerField()
    carrier = models.CharField(max_length=20, blank=True)
    carrier_id = models.CharField(max_length=120, blank=True)
    # Keyed hash of the number written to; empty for an e-mail.
    phone_hash = models.CharField(max_length=64, blank=True)
    posted_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["phone_hash"], name="courier_posted_phone", condition=~Q(phone_hash="")),
            models.Index(fields=["carrier_id"], name="courier_posted_carrier", condition=~Q(carrier_id="")),
            models.Index(fields=["posted_at"], name="courier_posted_at"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} ({self.tenant_id})"
