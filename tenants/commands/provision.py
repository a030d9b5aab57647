"""Give an administration its schema: the template replayed, a role, a proof."""

from datetime import datetime

from django.conf import settings
from django.db import connection, transaction

from foundation.database.building import building
from foundation.database.catalogue import fingerprint
from foundation.database.roles import ensure_common_role, ensure_role
from foundation.errors import Refusal
from tenants.commands.record_template import record_template
from tenants.models import SchemaTemplate, Tenant
from tenants.vocabulary import TenantStatus


class SchemaDiffers(Refusal):
    code = "schema-different"
    sentence = (
        "Le schéma créé diffère du modèle : rien n’a été gardé. Lancez « rdv migrate » puis recommencez."
    )
    status = 500


def provision(tenant: Tenant, *, now: datetime, template: SchemaTemplate | None = None) -> Tenant:
    """Create the schema of `tenant` and open it. All or nothing: a failure leaves neither schema nor role.

    Raises SchemaDiffers when the result is not the template's, catalogue against catalogue.
    """
    template = template or record_template(now=now)
    schema = tenant.schema_name
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '3s'")
            cursor.execute(f'CREATE SCHEMA "{schema}"')
        with building(schema), connection.cursor() as cursor:
            for statement in template.statements:
                cursor.execute(statement)
        if settings.TENANT_ROLES:
            ensure_common_role()
            ensure_role(schema)
        if fingerprint(schema) != template.fingerprint:
            raise SchemaDiffers(schema=schema)
        tenant.migration_head = template.head
        tenant.status = TenantStatus.READY
        tenant.save(update_fields=["migration_head", "status"])
    return tenant
