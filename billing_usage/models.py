"""What each administration sends, and how much it wants to. Numbers and ids: nothing about a person."""

from typing import ClassVar

from django.db import models


class UsageKind(models.TextChoices):
    SMS = "sms", "SMS"
    EMAIL = "email", "E-mail"


class UsageFact(models.Model):
    """One message that left. `message_id` is its receipt's, which only the administration can read."""

    citus_kind: ClassVar[str] = "coordinator"

    # Counted once, however often it is told.
    pk = models.CompositePrimaryKey("message_id", "kind")
    message_id = models.UUIDField()
    kind = models.CharField(max_length=5, choices=UsageKind)
    tenant_id = models.BigIntegerField()
    # Parts of an SMS, as they are billed; 1 for an e-mail.
    quantity = models.IntegerField()
    at = models.DateTimeField()
    # First day, where the administration is.
    month = models.DateField()

    def __str__(self) -> str:
        return f"{self.kind} {self.message_id}"


class UsageMonth(models.Model):
    """Sum of the facts of a month, written by the statement that writes the fact."""

    citus_kind: ClassVar[str] = "coordinator"

    pk = models.CompositePrimaryKey("tenant_id", "month", "kind")
    tenant_id = models.BigIntegerField()
    month = models.DateField()
    kind = models.CharField(max_length=5, choices=UsageKind)
    quantity = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.tenant_id} {self.month:%Y-%m} {self.kind}: {self.quantity}"


class Allowance(models.Model):
    """How many SMS an administration wants to pay for in a month. No row: no limit, no alert."""

    citus_kind: ClassVar[str] = "coordinator"

    tenant_id = models.BigIntegerField(primary_key=True)
    monthly_sms_parts = models.IntegerField()
    alert_at_percent = models.SmallIntegerField(default=80)
    hard_stop = models.BooleanField(default=False)
    # The last alert told: of which month, at which percentage.
    alerted_month = models.DateField(null=True)
    alerted_percent = models.SmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.tenant_id}: {self.monthly_sms_parts}"
