"""The one message that moves a connection to an administration."""

import re
from dataclasses import dataclass

SCHEMA = re.compile(r"^(public|t[0-9]{1,9}|t_model)$")
ROLE = re.compile(r"^[A-Za-z0-9_-]{1,63}$")


@dataclass(frozen=True, slots=True)
class Switch:
    sql: str

    @classmethod
    def to(cls, schema: str, *, role: str | None) -> "Switch":
        """Raises ValueError on a name that is not one of ours: it is interpolated, so nothing else may pass."""
        if not SCHEMA.match(schema):
            raise ValueError(f"not a schema of ours: {schema!r}")
        if role is not None and not ROLE.match(role):
            raise ValueError(f"not a role of ours: {role!r}")
        path = "public" if schema == "public" else f'"{schema}", public'
        taken = f'SET ROLE "{role}"' if role else "RESET ROLE"
        return cls(f"{taken}; SET search_path = {path}")
