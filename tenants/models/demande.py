from typing import ClassVar

from django.db import models
from django.db.models import Q

from tenants.vocabulary import DemandeStatus


class Demande(models.Model):
    """Somebody opened an administration by themselves; the programme decides whether it becomes real.

    `account_id` and `tenant_id` are plain ids: nothing here follows the life of an account.
    """

    citus_kind: ClassVar[str] = "coordinator"

    tenant_id = models.BigIntegerField(unique=True)
    account_id = models.UUIDField()
    # Of the form: sent twice, it opens one administration.
    token = models.UUIDField(unique=True)
    siren = models.CharField("SIREN", max_length=9)
    # What ProConnect said of the person that day: the SIREN they typed may be another.
    siret = models.CharField("SIRET du demandeur", max_length=14, blank=True)
    in_registry = models.BooleanField("connue de l’annuaire")
    status = models.CharField("état", max_length=10, choices=DemandeStatus, default=DemandeStatus.PENDING)
    asked_at = models.DateTimeField("demandée le")
    decided_by = models.UUIDField(null=True, blank=True)
    decided_at = models.DateTimeField("décidée le", null=True, blank=True)

    class Meta:
        verbose_name = "demande"
        verbose_name_plural = "demandes"
        constraints = [
            models.UniqueConstraint(
                fields=["siren"], condition=Q(status=DemandeStatus.PENDING), name="demande_pending_siren"
            ),
            models.UniqueConstraint(
                fields=["account_id"],
                condition=Q(status=DemandeStatus.PENDING),
                name="demande_pending_account",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.siren} ({self.get_status_display()})"

    @property
    def is_of_own_structure(self) -> bool:
        """The SIREN asked for is the one ProConnect gave."""
        return self.siret[:9] == self.siren
