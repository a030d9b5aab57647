"""What a schema is made of, in words that do not depend on its name: two schemas compare by it."""

import hashlib
import json

from django.db import connection

from foundation.database.building import building

COLUMNS = """
SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated,
       coalesce(pg_get_expr(d.adbin, d.adrelid), '')
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE c.relnamespace = to_regnamespace(%s) AND c.relkind = 'r' ORDER BY 1, a.attnum
"""
CONSTRAINTS = """
SELECT c.relname, k.conname, k.contype::text, pg_get_constraintdef(k.oid)
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
WHERE c.relnamespace = to_regnamespace(%s) ORDER BY 1, 2
"""
INDEXES = """
SELECT c.relname, i.relname, pg_get_indexdef(i.oid)
FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
WHERE c.relnamespace = to_regnamespace(%s) ORDER BY 1, 2
"""


def catalogue(schema: str) -> list[list[str]]:
    """Columns, constraints and indexes of `schema`, sorted, without its name."""
    with building(schema), connection.cursor() as cursor:
        lines: list[list[str]] = []
        for kind, query in (("column", COLUMNS), ("constraint", CONSTRAINTS), ("index", INDEXES)):
            cursor.execute(query, [schema])
            lines += [
                [kind, *(str(cell).replace(f"{schema}.", "") for cell in row)] for row in cursor.fetchall()
            ]
    return lines


def fingerprint(schema: str) -> str:
    return hashlib.sha256(json.dumps(catalogue(schema)).encode()).hexdigest()
