"""Open an administration: its row, its hosts, its schema."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import IntegrityError, transaction

from foundation.errors import Refusal
from tenants.commands.provision import provision
from tenants.models import Domain, Tenant
from tenants.vocabulary import TenantKind, TenantStatus


class SlugTaken(Refusal):
    code = "adresse-prise"
    sentence = "Cette adresse est déjà prise. Choisissez-en une autre."


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


def open_tenant(opening: Opening, *, now: datetime) -> Tenant:
    """The administration, ready. Raises SlugTaken; a failure leaves nothing behind."""
    fields = {name: getattr(opening, name) for name in Opening.__dataclass_fields__}
    with transaction.atomic():
        try:
            with transaction.atomic():
                tenant = Tenant.objects.create(
                    **fields, schema_name=f"new{uuid4().hex}", status=TenantStatus.CREATING, created_at=now
                )
        except IntegrityError as error:
            raise SlugTaken(slug=opening.slug) from error
        tenant.schema_name = f"t{tenant.pk}"
        tenant.save(update_fields=["schema_name"])
        Domain.objects.create(tenant=tenant, domain=tenant.host, is_primary=True)
        return provision(tenant, now=now)
