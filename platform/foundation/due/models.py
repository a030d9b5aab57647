"""What must happen later. Public table, so that one query finds what is due for every administration."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class DueRow(models.Model):
    """A hint: "look at `ref` in this administration at `due_at`". The tenant's own row is the truth."""

    # Citus: a local table of the coordinator's, which a tenant's transaction may write (two-phase commit).
    citus_kind: ClassVar[str] = "managed"

    tenant_id = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    # Id of the thing, as text; nothing about a person.
    ref = models.CharField(max_length=64, blank=True)
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    attempts = models.SmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "kind", "ref"], name="due_row_once"),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="due_row_ready", condition=Q(claimed_at__isnull=True)),
            models.Index(
                fields=["claimed_at"], name="due_row_claimed", condition=Q(claimed_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"
