from django.db import models

from booking.models.organisation import Organisation


class Lieu(models.Model):
    """Where usagers are received. An rdv by phone has none."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="lieux")
    name = models.CharField("nom", max_length=150)
    slug = models.SlugField("adresse courte", max_length=80, unique=True)
    address = models.CharField("adresse", max_length=250)
    access = models.CharField("accès", max_length=250, blank=True)
    phone = models.CharField("téléphone", max_length=20, blank=True)
    is_active = models.BooleanField("ouvert", default=True)

    class Meta:
        verbose_name = "lieu"
        verbose_name_plural = "lieux"

    def __str__(self) -> str:
        return self.name
