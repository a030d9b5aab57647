"""What must happen later, and what happens at regular times. Public tables: one query for every administration."""

from typing import ClassVar

from django.db import models


class DueRow(models.Model):
    """A hint: "look at `ref` in this administration at `due_at`". The tenant's own row is the truth."""

    # Citus: a local table of the coordinator's, which a tenant's transaction may write (two-phase commit).
    citus_kind: ClassVar[str] = "managed"

    tenant_id = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    # Id of the thing, as text; nothing about a person.
    ref = models.CharField(max_length=64, blank=True)
    # When to look next: once claimed, the end of the lease; after a failure, the end of the pause.
    due_at = models.DateTimeField()
    # From then on it is too late: the row is dropped and counted, its handler is not called.
    drop_after = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    attempts = models.SmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "kind", "ref"], name="due_row_once"),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="due_row_next"),
            # Who is due brings the rest of the same administration and kind that is.
            models.Index(fields=["tenant_id", "kind", "due_at"], name="due_row_together"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"


class Dropped(models.Model):
    """How many rows an administration lost in a day (UTC) because their time had passed."""

    citus_kind: ClassVar[str] = "coordinator"

    tenant_id = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    day = models.DateField()
    rows = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "tenant_id", "kind"], name="due_dropped_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.day}: {self.rows}"


class Heartbeat(models.Model):
    """The last turn of a job of the timetable. It is the job's lock too: who moves `started_at` has the turn."""

    citus_kind: ClassVar[str] = "coordinator"

    job = models.CharField(primary_key=True, max_length=100)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)
    # Class of the last turn's error, empty when it ended well; never its text, which may quote an address.
    error = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return self.job
