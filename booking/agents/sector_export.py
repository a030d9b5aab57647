"""Sectors as a file that a spreadsheet opens at once, and that the import takes back."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from django.utils.text import slugify

from booking.agents.sector_file import COLUMNS
from booking.agents.sector_lines import FORMULA
from booking.models import Sector, SectorZone

# Without it Excel reads accents wrong.
BOM = "\ufeff"
EXAMPLE = (
    ("Centre", "Arras", "62041", "", ""),
    ("Nord", "Lens", "62498", "Avenue Alfred Maës", ""),
    ("Nord", "Lens", "62498", "Rue du 11 Novembre", ""),
)


def example_csv() -> str:
    return _csv(EXAMPLE)


def zones_csv(zones: Iterable[SectorZone]) -> str:
    return _csv(
        (_name(zone.sector), zone.commune_name, zone.commune_code, zone.street_name, zone.street_code)
        for zone in zones
    )


def _csv(rows: Iterable[Sequence[str]]) -> str:
    text = StringIO()
    written = csv.writer(text, delimiter=";", lineterminator="\r\n")
    written.writerow(COLUMNS)
    written.writerows([_harmless(cell) for cell in row] for row in rows)
    return BOM + text.getvalue()


def _name(sector: Sector) -> str:
    """What the import finds the same sector by."""
    return sector.name if slugify(sector.name)[:60] == sector.code else sector.code


def _harmless(cell: str) -> str:
    """Nothing that a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.startswith((*FORMULA, "\t", "\r")) else cell
