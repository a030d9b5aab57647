from typing import ClassVar

from django.db import models


class AccountIndex(models.Model):
    """Where an account works. Derived from the agents of each administration, which alone decide who enters."""

    citus_kind: ClassVar[str] = "coordinator"

    account_id = models.UUIDField()
    tenant_id = models.BigIntegerField()

    class Meta:
        verbose_name = "administration d’un compte"
        verbose_name_plural = "administrations des comptes"
        constraints = [
            models.UniqueConstraint(fields=["account_id", "tenant_id"], name="accountindex_account_tenant")
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.tenant_id}"
