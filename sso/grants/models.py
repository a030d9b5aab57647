from uuid import uuid4

from django.db import models

from foundation.machines import Scope


class ApiGrantQuerySet(models.QuerySet["ApiGrant"]):
    def live(self) -> "ApiGrantQuerySet":
        return self.filter(withdrawn_at=None)


class ApiGrant(models.Model):
    """The administration's own consent: this program may read or write here. `client_id` names a machine client."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    client_id = models.UUIDField()
    client_name = models.CharField("programme", max_length=100)
    scopes = models.JSONField("droits", default=list)
    granted_by = models.UUIDField()
    granted_at = models.DateTimeField()
    # To the hour: reading does not write at each call.
    last_used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ApiGrantQuerySet.as_manager()

    class Meta:
        verbose_name = "autorisation de programme"
        verbose_name_plural = "autorisations de programmes"
        constraints = [
            models.UniqueConstraint(
                fields=["client_id"], condition=models.Q(withdrawn_at=None), name="apigrant_live_client"
            )
        ]

    def __str__(self) -> str:
        return self.client_name

    @property
    def rights(self) -> list[str]:
        """In words."""
        return [scope.label for scope in Scope if scope in self.scopes]
