from django.db.backends.postgresql import schema


class DatabaseSchemaEditor(schema.DatabaseSchemaEditor):
    """Keys are immediate already: one statement at a time, as Citus wants its DDL (R9)."""

    sql_create_column_inline_fk = schema.DatabaseSchemaEditor.sql_create_column_inline_fk.partition(";")[0]
    sql_update_with_default = schema.DatabaseSchemaEditor.sql_update_with_default.partition(";")[0]
    sql_delete_fk = schema.DatabaseSchemaEditor.sql_delete_fk.rpartition("; ")[2]
    sql_delete_column = schema.DatabaseSchemaEditor.sql_delete_column.rpartition("; ")[2]
