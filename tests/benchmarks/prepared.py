"""The data sets, each in an administration of its own, built once for the code as it is."""

import hashlib
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from booking.commands.index import lock_agendas, reindex_ahead
from booking.models import Agenda, FreeTime, Occupation, PlageOuverture, Rdv, Usager
from foundation.database.building import building
from foundation.database.roles import drop_role, ensure_common_role
from foundation.database.unit import unit_of_work
from foundation.tenancy import in_tenant
from tenants.commands.open_tenant import Opening, open_tenant
from tenants.commands.record_template import record_template
from tenants.models import Domain, SchemaTemplate, Tenant
from tenants.vocabulary import TenantKind
from tests.benchmarks import dataset, loading
from tests.benchmarks.dataset import NOW, build

# In UTC, as `foundation.clock` gives it.
NOW_UTC = NOW.astimezone(UTC)
AGENDAS_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class DataSet:
    size: str
    percent: int

    @property
    def slug(self) -> str:
        return f"mesure-{self.size.lower()}-{self.percent}"

    def __str__(self) -> str:
        return f"{self.size} {self.percent} %"


SETS = tuple(DataSet(size, percent) for size in ("S", "M", "L28", "L64x28") for percent in (60, 98))
OFFICE = DataSet("A200", 60)


@contextmanager
def prepared(wanted: DataSet) -> Iterator[Tenant]:
    """Work inside the administration of a data set, built when it is not there or was built by other code."""
    tenant = Tenant.objects.filter(slug=wanted.slug, name=_name(wanted)).first() or prepare(wanted)
    with in_tenant(tenant):
        yield tenant


def prepare(wanted: DataSet) -> Tenant:
    """From nothing. The name, which carries the fingerprint of the code, is given last: half a set is no set."""
    name = _name(wanted)
    _drop(wanted.slug)
    opening = Opening(slug=wanted.slug, name="En chantier", short_name=str(wanted), kind=TenantKind.COMMUNE)
    tenant = open_tenant(opening, now=NOW_UTC)
    with building(tenant.schema_name):
        loading.load(build(wanted.size, wanted.percent / 100))
    seconds = _index(tenant)
    tenant.name = name
    tenant.save(update_fields=["name"])
    print(f"{wanted} : {seconds}", file=sys.stderr, flush=True)
    return tenant


def migrate() -> None:
    call_command("migrate_schemas", "--shared", verbosity=0, interactive=False)
    record_template(now=NOW_UTC)
    if settings.TENANT_ROLES:
        ensure_common_role()


def _index(tenant: Tenant) -> str:
    with in_tenant(tenant):
        began = time.perf_counter()
        agenda_ids = list(Agenda.objects.order_by("pk").values_list("pk", flat=True))
        for first in range(0, len(agenda_ids), AGENDAS_AT_ONCE):
            _index_some(agenda_ids[first : first + AGENDAS_AT_ONCE])
        took, rows = time.perf_counter() - began, FreeTime.objects.count()
    with building(tenant.schema_name), connection.cursor() as cursor:
        # As autovacuum would within minutes; left to it, it would run during the measures.
        for model in (FreeTime, Occupation, Rdv, Usager, PlageOuverture, PlageOuverture.motifs.through):
            cursor.execute(f"VACUUM ANALYZE {model._meta.db_table}")
    return f"{rows} lignes d’index de {len(agenda_ids)} agendas en {took:.1f} s"


@unit_of_work
def _index_some(agenda_ids: list[int]) -> None:
    lock_agendas(agenda_ids)
    reindex_ahead(agenda_ids, NOW_UTC)


def _name(wanted: DataSet) -> str:
    sources = [Path(module.__file__ or "") for module in (dataset, loading)]
    engine = Path(dataset.__file__).parents[2] / "booking"
    sources += [engine / "commands" / "index.py", engine / "queries" / "sources.py"]
    sources += sorted((engine / "migrations").glob("*.py"))
    sources += [
        engine / "availability" / f"{name}.py" for name in ("free", "schedule", "recurrence", "interval")
    ]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
    return f"Mesures {wanted} {digest[:12]}"


def _drop(slug: str) -> None:
    tenant = Tenant.objects.filter(slug=slug).first()
    if tenant is None:
        return
    # Before the first release a migration may change under the same name: the template is recorded again.
    SchemaTemplate.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(f'DROP SCHEMA IF EXISTS "{tenant.schema_name}" CASCADE')
    if settings.TENANT_ROLES:
        drop_role(tenant.schema_name)
    Domain.objects.filter(tenant=tenant).delete()
    Tenant.objects.filter(pk=tenant.pk)._raw_delete("default")
