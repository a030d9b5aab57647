from typing import ClassVar

from django.db import models


class SchemaTemplate(models.Model):
    """The DDL of an empty administration at one migration head, recorded from a real run of the migrations."""

    citus_kind: ClassVar[str] = "coordinator"

    head = models.CharField(max_length=200, unique=True)
    # Complete statements in order, without a schema name: the search path decides where they land.
    statements = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = "modèle de schéma"
        verbose_name_plural = "modèles de schéma"

    def __str__(self) -> str:
        return self.head
