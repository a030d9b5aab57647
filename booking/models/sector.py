from django.db import models
from django.db.models import Q

from booking.models.agent import Agent
from booking.models.organisation import Organisation


class Sector(models.Model):
    """A part of the territory. `code` is how import files name it."""

    name = models.CharField("nom", max_length=150)
    code = models.CharField("code", max_length=60, unique=True)

    class Meta:
        verbose_name = "secteur"
        verbose_name_plural = "secteurs"

    def __str__(self) -> str:
        return self.name


class SectorZone(models.Model):
    """A commune, or one of its streets. `street` is empty for the whole commune; otherwise the street as it
    is compared: without accent, capital nor number.
    """

    sector = models.ForeignKey(Sector, models.CASCADE, related_name="zones")
    # INSEE code, and the name as the registry had it.
    commune_code = models.CharField("code de la commune", max_length=5)
    commune_name = models.CharField("commune", max_length=100)
    street = models.CharField("voie", max_length=150, blank=True)
    street_name = models.CharField("nom de la voie", max_length=150, blank=True)
    # Of the national address base, when it is known.
    street_code = models.CharField("code de la voie", max_length=30, blank=True)

    class Meta:
        verbose_name = "zone"
        verbose_name_plural = "zones"
        constraints = [
            models.UniqueConstraint(fields=["sector", "commune_code", "street"], name="sector_zone_once"),
        ]
        indexes = [models.Index(fields=["commune_code", "street"], name="sector_zone_commune")]

    def __str__(self) -> str:
        return f"{self.street_name} {self.commune_name}".strip()


class SectorServed(models.Model):
    """Who receives the people of a sector: a whole organisation, or one of its agents."""

    sector = models.ForeignKey(Sector, models.CASCADE, related_name="served")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    agent = models.ForeignKey(Agent, models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "attribution"
        verbose_name_plural = "attributions"
        constraints = [
            models.UniqueConstraint(
                fields=["sector", "organisation"], condition=Q(agent=None), name="sector_served_organisation"
            ),
            models.UniqueConstraint(fields=["sector", "organisation", "agent"], name="sector_served_agent"),
        ]

    def __str__(self) -> str:
        return f"{self.sector} – {self.agent or self.organisation}"
