"""A thousand administrations with a few rdvs each, opened once for the code as it is."""

import hashlib
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import connection, transaction

from booking.models import Participation, Rdv, Usager
from booking.vocabulary import CreatedBy
from foundation.courier.channels import Channel
from foundation.database.building import building
from foundation.database.roles import drop_role
from foundation.tenancy import in_tenant
from tenants.commands.provision import provision
from tenants.commands.record_template import record_template
from tenants.models import Domain, SchemaTemplate, Tenant
from tenants.vocabulary import TenantKind
from tests.benchmarks.prepared import NOW_UTC, migrate
from tests.makers.office import make_agent, make_lieu, make_motif, make_organisation

ROWS = 6_000
SIZES = (1, 100, 1_000)
SLUG = "parc-{:04}"
# Far enough never to be past; a measure brings nearer those that it needs.
STARTS = datetime(2040, 1, 2, 9, tzinfo=UTC)
TWO_DAYS_S = 172_800
# One due row, one message.
REMINDERS = [{"before_s": TWO_DAYS_S, "channels": [Channel.SMS]}]


def fleet() -> Sequence[Tenant]:
    """All of them, in the order of their numbers. The first N serve a measure with N administrations."""
    migrate()
    name = _name()
    there = Tenant.objects.filter(slug__startswith="parc-").order_by("slug")
    if there.filter(name=name).count() != SIZES[-1]:
        _drop(list(there.exclude(name=name)))
        _open(name, known=set(there.values_list("slug", flat=True)))
    return list(there.all())


def rows_of_each(size: int) -> int:
    return ROWS // size


def _open(name: str, known: set[str]) -> None:
    """As `open_tenant` does, the template read once."""
    began, template = time.perf_counter(), record_template(now=NOW_UTC)
    for number in range(SIZES[-1]):
        slug = SLUG.format(number)
        if slug not in known:
            tenant = Tenant.objects.create(
                slug=slug,
                name="En chantier",
                short_name=slug,
                kind=TenantKind.COMMUNE,
                created_at=NOW_UTC,
                schema_name=f"new{uuid4().hex}",
            )
            tenant.schema_name = f"t{tenant.pk}"
            tenant.save(update_fields=["schema_name"])
            Domain.objects.create(tenant=tenant, domain=tenant.host, is_primary=True)
            provision(tenant, now=NOW_UTC, template=template)
            _fill(tenant, next(rows_of_each(size) for size in SIZES if number < size))
            # Last: an office half furnished is none.
            tenant.name = name
            tenant.save(update_fields=["name"])
        if number % 100 == 99:
            # One backend remembers every table it has seen: after 700 administrations each took ten times longer.
            connection.close()
            connection.close_pool()
            print(f"{number + 1} administrations, {time.perf_counter() - began:.0f} s", file=sys.stderr)


def _fill(tenant: Tenant, rdvs: int) -> None:
    with in_tenant(tenant), transaction.atomic():
        organisation = make_organisation()
        lieu, agent = make_lieu(organisation), make_agent(organisation)
        motif = make_motif(organisation, reminders=REMINDERS)
        numbers = range(rdvs)
        usagers = Usager.objects.bulk_create(
            Usager(first_name="Zoé", last_name=f"Martin {n}", phone=f"+336{n:08}", created_at=NOW_UTC)
            for n in numbers
        )
        made = Rdv.objects.bulk_create(
            Rdv(
                organisation=organisation,
                motif=motif,
                lieu=lieu,
                agenda=agent.agenda,
                starts_at=STARTS + n * timedelta(minutes=30),
                ends_at=STARTS + (n + 1) * timedelta(minutes=30),
                created_by=CreatedBy.USAGER,
                created_at=NOW_UTC,
            )
            for n in numbers
        )
        Participation.objects.bulk_create(
            Participation(rdv=rdv, usager=usager) for rdv, usager in zip(made, usagers, strict=True)
        )
    with building(tenant.schema_name), connection.cursor() as cursor:
        # As autovacuum would within minutes.
        cursor.execute(", ".join(["ANALYZE booking_rdv", "booking_participation", "booking_usager"]))


def _name() -> str:
    house = Path(__file__).parents[2]
    sources = [Path(__file__), *sorted((house / "booking" / "migrations").glob("*.py"))]
    return f"Parc {hashlib.sha256(b''.join(path.read_bytes() for path in sources)).hexdigest()[:12]}"


def _drop(tenants: Sequence[Tenant]) -> None:
    for tenant in tenants:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP SCHEMA IF EXISTS "{tenant.schema_name}" CASCADE')
        if settings.TENANT_ROLES:
            drop_role(tenant.schema_name)
    numbers = [tenant.pk for tenant in tenants]
    Domain.objects.filter(tenant__in=numbers).delete()
    Tenant.objects.filter(pk__in=numbers)._raw_delete("default")
    if tenants:
        # Before the first release a migration may change under the same name: the template is recorded again.
        SchemaTemplate.objects.all().delete()
        migrate()
