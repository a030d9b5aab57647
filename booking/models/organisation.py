from django.db import models


class Organisation(models.Model):
    """A structure of the administration: centre, town hall, site. Lieux, motifs and roles belong to it."""

    name = models.CharField("nom", max_length=150, unique=True)
    slug = models.SlugField("adresse", max_length=80, unique=True)
    phone = models.CharField("téléphone", max_length=20, blank=True)
    # Openings are wall-clock times of this zone (overseas prefectures of a national service differ).
    time_zone = models.CharField("fuseau horaire", max_length=40, default="Europe/Paris")
    # A set of the library `holidays` (registry.holiday_set): which days are closed by law.
    holiday_set = models.CharField("jours fériés", max_length=30, default="metropole")
    # ISO dates on which the whole structure is closed, whatever a plage says of legal holidays.
    closed_on = models.JSONField("jours de fermeture", default=list, blank=True)

    class Meta:
        verbose_name = "organisation"
        verbose_name_plural = "organisations"

    def __str__(self) -> str:
        return self.name
