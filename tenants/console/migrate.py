"""`rdv migrate`: the public schema, the template of the current head, then every administration that is behind."""

import sys

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from foundation.clock import now
from foundation.console import Arguments
from foundation.database.building import building
from foundation.database.roles import ensure_common_role, ensure_role, missing_roles
from tenants.commands.record_template import record_template
from tenants.models import Tenant
from tenants.queries.head import head_nodes
from tenants.queries.tenants import all_tenants, tenants_behind


def main(argv: list[str]) -> int:
    Arguments("migrate", "Met à jour la base : public, modèle, administrations.").parse_args(argv)
    call_command("migrate_schemas", "--shared", verbosity=0, interactive=False)
    template = record_template(now=now())
    if settings.TENANT_ROLES:
        ensure_common_role()
        # Roles belong to the cluster: a restored dump brings the schemas without them.
        for schema in missing_roles(all_tenants().values_list("schema_name", flat=True)):
            ensure_role(schema)
    late = list(tenants_behind(template.head))
    for tenant in late:
        _bring(tenant, template.head)
        print(f"{tenant.slug} : à jour")
    sys.stdout.write(f"Base à jour ({template.head}), {len(late)} administration(s) migrée(s).\n")
    return 0


def _bring(tenant: Tenant, head: str) -> None:
    with building(tenant.schema_name):
        MigrationExecutor(connection).migrate(head_nodes())
    tenant.migration_head = head
    tenant.save(update_fields=["migration_head"])
