"""Open an administration: its row, its hosts, its schema."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import IntegrityError, transaction

from foundation.database.errors import breaks
from foundation.errors import Refusal
from tenants.commands.provision import provision
from tenants.models import Domain, Tenant
from tenants.registry import valid_siren
from tenants.vocabulary import TenantKind, TenantStatus

# A host label (RFC 1123 §2.1): what stands between two dots of an address. Not one that browsers show in another
# alphabet (`xn--`, RFC 5891).
LABEL = re.compile(r"(?!..--)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
# Read by people or by programs as something else than an administration.
RESERVED = frozenset(
    {"www", "api", "admin", "aide", "mail", "static", "sante", "supervision", "connexion", "rdv"}
    | {"sso", "proconnect", "franceconnect", "identification", "assistance", "support", "securite"}
    | {"wpad", "isatap", "autoconfig", "autodiscover", "mta-sts", "postmaster"}
)


class SlugTaken(Refusal):
    code = "adresse-prise"
    sentence = "Cette adresse est déjà prise. Choisissez-en une autre."


class SlugUnfit(Refusal):
    code = "adresse-impossible"
    sentence = (
        "Cette adresse n’est pas possible : écrivez des minuscules sans accent, des chiffres et des tirets, "
        "sans tiret au début ni à la fin (exemple : bethune)."
    )
    status = 422


class NameMissing(Refusal):
    code = "nom-manquant"
    sentence = "Donnez le nom de l’administration."
    status = 422


class AccentUnfit(Refusal):
    code = "couleur-illisible"
    sentence = "Écrivez la couleur en hexadécimal (exemple : #0b6e4f)."
    status = 422


class SirenUnfit(Refusal):
    code = "siren-impossible"
    sentence = "Ce SIREN n’existe pas : il compte neuf chiffres, dont le dernier est une clé de contrôle."
    status = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What is needed to open; `siren` may be empty (départements are not in the registry's source)."""

    slug: str
    name: str
    short_name: str
    kind: TenantKind
    siren: str = ""
    departement_code: str = ""
    time_zone: str = "Europe/Paris"
    phone: str = ""
    accent: str = ""
    is_trial: bool = False


def open_tenant(opening: Opening, *, now: datetime) -> Tenant:
    """The administration, ready. A failure leaves nothing behind.

    Raises SlugUnfit, SlugTaken, NameMissing, SirenUnfit, AccentUnfit.
    """
    _check(opening)
    fields = {name: getattr(opening, name) for name in Opening.__dataclass_fields__}
    with transaction.atomic():
        try:
            with transaction.atomic():
                tenant = Tenant.objects.create(
                    **fields, schema_name=f"new{uuid4().hex}", status=TenantStatus.CREATING, created_at=now
                )
        except IntegrityError as error:
            if breaks(error, "tenants_tenant_slug_key"):
                raise SlugTaken(slug=opening.slug) from error
            raise
        tenant.schema_name = f"t{tenant.pk}"
        tenant.save(update_fields=["schema_name"])
        Domain.objects.create(tenant=tenant, domain=tenant.host, is_primary=True)
        return provision(tenant, now=now)


def _check(opening: Opening) -> None:
    if not LABEL.fullmatch(opening.slug) or opening.slug in RESERVED:
        raise SlugUnfit(slug=opening.slug)
    if not opening.name.strip() or not opening.short_name.strip():
        raise NameMissing
    if opening.accent and not COLOUR.fullmatch(opening.accent):
        raise AccentUnfit
    if opening.siren and not valid_siren(opening.siren):
        raise SirenUnfit
