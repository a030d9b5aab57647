"""Our thin backend over django-tenants': role and search_path in one message, immediate foreign keys.

Rules R7 and R15 of the Citus study and DESIGN §10: each administration has its own role, so that a statement
that reaches another schema is an error and not a wrong answer.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.db.backends.postgresql.features import DatabaseFeatures
from django.db.backends.postgresql.operations import DatabaseOperations
from django_tenants.postgresql_backend import base as tenants_base
from django_tenants.utils import get_public_schema_name

from foundation.database.schema import DatabaseSchemaEditor
from foundation.database.switch import Switch

# A backend keeps every relation it ever opened (0.15 to 0.8 MB a tenant, measured): after this many
# switches the connection is closed and its memory given back.
SWITCHES_PER_CONNECTION = 5_000


class ImmediateKeys(DatabaseOperations):
    """Foreign keys are checked at once, not at commit: the error names the statement that is wrong (Citus R7)."""

    def deferrable_sql(self) -> str:
        return " DEFERRABLE INITIALLY IMMEDIATE"

    def max_name_length(self) -> int:
        """Room for the shard number that Citus appends (R10)."""
        return 50


class ImmediateFeatures(DatabaseFeatures):
    can_defer_constraint_checks = False


class DatabaseWrapper(tenants_base.DatabaseWrapper):
    ops_class = ImmediateKeys
    features_class = ImmediateFeatures
    SchemaEditorClass = DatabaseSchemaEditor

    _setting_search_path: bool
    search_path_set_schemas: list[str] | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.switches = 0
        self.without_role = False
        super().__init__(*args, **kwargs)

    def set_tenant(self, tenant: Any, include_public: bool = True) -> None:
        if getattr(self, "tenant", None) is not None and tenant.schema_name == self.schema_name:
            self.tenant = tenant
            return
        super().set_tenant(tenant, include_public)
        self.switches += 1
        if self.switches > SWITCHES_PER_CONNECTION and not self.in_atomic_block:
            self.switches = 0
            self.close()

    def _handle_search_path(self, cursor: Any = None) -> None:
        if self._setting_search_path or self.search_path_set_schemas:
            return
        if not self.schema_name:
            raise ImproperlyConfigured("no schema on this connection")
        self._setting_search_path = True
        switch = Switch.to(self.schema_name, role=self._role())
        own = self.connection.cursor() if cursor is None else cursor
        try:
            own.execute(switch.sql)
        except DatabaseError:
            # The transaction is already broken: the next statement will say so itself.
            self.search_path_set_schemas = None
        else:
            self.search_path_set_schemas = self._get_cursor_search_paths()
        finally:
            self._setting_search_path = False
            if cursor is None:
                own.close()

    def _role(self) -> str | None:
        """The role to take: the tenant's, or none (the login role) in public and while building schemas."""
        if not settings.TENANT_ROLES or self.without_role or self.schema_name == get_public_schema_name():
            return None
        return tenant_role(self.settings_dict["NAME"], self.schema_name)


def tenant_role(database: str, schema: str) -> str:
    """Roles live in the whole cluster, so their names carry the database's: `<database>_t<number>`."""
    return f"{database or 'postgres'}_{schema}"
