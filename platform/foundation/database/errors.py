"""Which promise did PostgreSQL keep? Read in the message: `diag.constraint_name` is empty on Citus (R11)."""

import re

from django.db import Error

EXCLUSION = "23P01"
UNIQUE = "23505"
DEADLOCK = "40P01"
SERIALIZATION = "40001"


def sqlstate(error: BaseException) -> str:
    """The SQLSTATE behind one of Django's database errors; empty when there is none."""
    return getattr(error.__cause__, "sqlstate", None) or ""


def breaks(error: Error, constraint: str) -> bool:
    """Whether `constraint` is the one that refused; tolerant of the shard number that Citus appends."""
    if sqlstate(error) not in {EXCLUSION, UNIQUE}:
        return False
    return re.search(rf'"{re.escape(constraint)}(_\d+)?"', str(error)) is not None
