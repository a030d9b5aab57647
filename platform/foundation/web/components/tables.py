from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Colonne:
    """A column's head. `url` sorts by it; `sens` is the order now in force on this column."""

    label: str
    url: str = ""
    sens: Literal["", "asc", "desc"] = ""
    nombre: bool = False

    @property
    def aria_sort(self) -> str:
        return {"asc": "ascending", "desc": "descending"}.get(self.sens, "")


def read_columns(columns: str | Iterable[Colonne]) -> list[Colonne]:
    """« Heure|Usager|#Durée »: `#` marks numbers."""
    if not isinstance(columns, str):
        return list(columns)
    return [
        Colonne(label.strip().removeprefix("#"), nombre=label.strip().startswith("#"))
        for label in columns.split("|")
    ]
