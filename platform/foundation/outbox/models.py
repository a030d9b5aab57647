"""The event at rest, and each reaction's turn. Public tables, written in the publisher's own transaction."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q


class Message(models.Model):
    """What happened. `payload` holds ids, dates and codes: nothing about a person enters public."""

    # Citus: a local table of the coordinator's, which a tenant's transaction may write (two-phase commit).
    citus_kind: ClassVar[str] = "managed"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    # None when the event comes from the public site. No foreign key: nothing refers across.
    tenant_id = models.BigIntegerField(null=True)
    name = models.CharField(max_length=100)
    payload = models.JSONField()
    subject = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    correlation_id = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.name} {self.id}"


class DeliveryState(models.TextChoices):
    PENDING = "pending", "à livrer"
    CLAIMED = "claimed", "en cours"
    DONE = "done", "livré"
    DEAD = "dead", "abandonné"


LIVE = (DeliveryState.PENDING, DeliveryState.CLAIMED)


class Delivery(models.Model):
    """One reaction's turn on one message.

    `id` orders the events of one subject: the publisher holds a lock on that thing, and all processes of a
    cell talk to the same node (Citus R14), so the numbers grow as the events do.
    `not_before` is when the relay may take the row: the end of the backoff, or of the lease once claimed.
    """

    citus_kind: ClassVar[str] = "managed"

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="deliveries", db_index=False)
    reaction = models.CharField(max_length=100)
    # Copied from the message: the relay finds who waits for whom without a join.
    subject = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=8, choices=DeliveryState, default=DeliveryState.PENDING)
    attempts = models.SmallIntegerField(default=0)
    not_before = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    # Class of the error and the line that raised it; never its text, which may quote an address.
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "reaction"], name="outbox_delivery_once_per_reaction"),
        ]
        indexes = [
            # `id` too: after an outage thousands may share an instant, and fifty are wanted.
            models.Index(
                fields=["not_before", "id"], name="outbox_delivery_next", condition=Q(state__in=LIVE)
            ),
            models.Index(
                fields=["subject", "reaction", "id"],
                name="outbox_delivery_in_turn",
                condition=Q(state__in=LIVE),
            ),
            # Those given up are counted for monitoring, among a month of those delivered.
            models.Index(fields=["id"], name="outbox_delivery_dead", condition=Q(state=DeliveryState.DEAD)),
        ]

    def __str__(self) -> str:
        return f"{self.reaction} ({self.state})"
