from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django_tenants.models import DomainMixin, TenantMixin

from tenants.vocabulary import TenantKind, TenantStatus


class TenantQuerySet(models.QuerySet["Tenant"]):
    def open(self) -> "TenantQuerySet":
        return self.filter(status=TenantStatus.READY)

    def listed(self) -> "TenantQuerySet":
        """What citizens are shown: a trial is not real yet."""
        return self.open().filter(is_trial=False)


class Tenant(TenantMixin):
    """An administration and its schema, `t<id>`, a name that is never shown: communes merge and are renamed."""

    citus_kind: ClassVar[str] = "reference"
    auto_create_schema = False
    auto_drop_schema = False

    slug = models.SlugField("adresse", max_length=63, unique=True)
    name = models.CharField("nom", max_length=200)
    short_name = models.CharField("nom court", max_length=60, help_text="Repris dans les SMS.")
    kind = models.CharField("type", max_length=20, choices=TenantKind)
    siren = models.CharField("SIREN", max_length=9, blank=True)
    departement_code = models.CharField("département", max_length=3, blank=True)
    time_zone = models.CharField("fuseau horaire", max_length=40, default="Europe/Paris")
    phone = models.CharField("téléphone", max_length=20, blank=True)
    accent = models.CharField("couleur", max_length=7, blank=True)
    status = models.CharField("état", max_length=12, choices=TenantStatus, default=TenantStatus.REQUESTED)
    # Opened by somebody whose right to open it is not confirmed: rdvs taken there are not real.
    is_trial = models.BooleanField("à l’essai", default=False)
    closed_because = models.CharField("motif de fermeture", max_length=300, blank=True)
    migration_head = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField("créée le")

    objects = TenantQuerySet.as_manager()

    class Meta:
        verbose_name = "administration"
        verbose_name_plural = "administrations"
        constraints = [
            models.CheckConstraint(
                name="tenant_siren_digits",
                condition=models.Q(siren="") | models.Q(siren__regex=r"^[0-9]{9}$"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def host(self) -> str:
        """The primary host. Links in messages use it, never the host of a request."""
        base = settings.STATE_DOMAIN if self.kind == TenantKind.STATE_SERVICE else settings.BASE_DOMAIN
        return f"{self.slug}.{base}"

    def url(self, path: str) -> str:
        port = f":{settings.LINK_PORT}" if settings.LINK_PORT else ""
        return f"{settings.LINK_SCHEME}://{self.host}{port}{path}"


class Domain(DomainMixin):
    """A host that leads to an administration, lower case, without port."""

    citus_kind: ClassVar[str] = "reference"

    class Meta:
        verbose_name = "nom d’hôte"
        verbose_name_plural = "noms d’hôte"

    def __str__(self) -> str:
        return str(self.domain)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.domain: str = str(self.domain).lower().rstrip(".")
        super().save(*args, **kwargs)
