from django.db import models


class Service(models.Model):
    """A trade inside the administration: PMI, état civil. The short name goes into SMS."""

    name = models.CharField("nom", max_length=100, unique=True)
    short_name = models.CharField("nom court", max_length=30, unique=True)

    class Meta:
        verbose_name = "service"
        verbose_name_plural = "services"

    def __str__(self) -> str:
        return self.name
