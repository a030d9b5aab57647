"""Our thin backend over django-tenants': role and search_path in one message, immediate foreign keys.

Rules R7 and R15 of the Citus study and DESIGN §10: each administration has its own role, so that a statement
that reaches another schema is an error and not a wrong answer.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql.features import DatabaseFeatures
from django.db.backends.postgresql.operations import DatabaseOperations
from django_tenants.postgresql_backend import base as tenants_base
from django_tenants.utils import get_public_schema_name
from psycopg.pq import TransactionStatus

from foundation.database.schema import DatabaseSchemaEditor
from foundation.database.switch import Switch


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
        self.without_role = False
        # The last switch that PostgreSQL obeyed: coming back where one is costs no statement.
        self._obeyed: Switch | None = None
        super().__init__(*args, **kwargs)

    def close(self) -> None:
        self._obeyed = None
        super().close()

    def commit(self) -> None:
        if self.connection and self.connection.info.transaction_status is TransactionStatus.INERROR:
            # PostgreSQL answers by rolling back, the switches made since with the rest.
            self._obeyed = self.search_path_set_schemas = None
        super().commit()

    def rollback(self) -> None:
        self._obeyed = None
        super().rollback()

    def savepoint_rollback(self, sid: str) -> None:
        try:
            super().savepoint_rollback(sid)
        finally:
            # As the library forgets its own: what was set since the savepoint is undone.
            self._obeyed = None

    def set_tenant(self, tenant: Any, include_public: bool = True) -> None:
        if getattr(self, "tenant", None) is not None and tenant.schema_name == self.schema_name:
            self.tenant = tenant
            return
        super().set_tenant(tenant, include_public)

    def _handle_search_path(self, cursor: Any = None) -> None:
        """Fails closed: a switch that PostgreSQL refuses is an error, never the former administration's data."""
        if self._setting_search_path or self.search_path_set_schemas:
            return
        if not self.schema_name:
            raise ImproperlyConfigured("no schema on this connection")
        if self.connection.info.transaction_status is TransactionStatus.INERROR:
            # Nothing runs in a broken transaction, so nothing leaks: the next statement says so itself.
            return
        switch = Switch.to(self.schema_name, role=self._role())
        if switch != self._obeyed:
            self._obey(switch, cursor)
        self.search_path_set_schemas = self._get_cursor_search_paths()

    def _obey(self, switch: Switch, cursor: Any) -> None:
        # Unknown until it has answered: whatever interrupts us, the next cursor switches again.
        self._obeyed, self._setting_search_path = None, True
        own = self.connection.cursor() if cursor is None else cursor
        try:
            own.execute(switch.sql)
            self._obeyed = switch
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
