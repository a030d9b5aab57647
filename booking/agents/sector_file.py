"""A file of zones, as a spreadsheet saves it: CSV in any usual encoding, or XLSX."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from booking.agents.sector_sheet import BadSheet, sheet_rows
from booking.queries.spelling import plain

LARGEST = 2_000_000
LINES_AT_MOST = 20_000
# Empty rows too take time, and a sheet of one line may say that it is the two billionth.
ROWS_AT_MOST = 100_000
COLUMNS = ("secteur", "commune", "code_insee", "voie", "code_voie")
NEEDED = ("secteur", "code_insee")
# As files made for other services name them.
_ALSO = {
    "sector_id": "secteur",
    "city_name": "commune",
    "city_code": "code_insee",
    "street_name": "voie",
    "street_code": "code_voie",
}
_ZIP = b"PK\x03\x04"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class UnreadableFile(Exception):
    """Its text is a sentence for whoever sent the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`number` as the spreadsheet counts, the header being 1."""

    number: int
    secteur: str = ""
    commune: str = ""
    code_insee: str = ""
    voie: str = ""
    code_voie: str = ""


def read_lines(content: bytes) -> list[Line]:
    """Empty rows aside. Raises UnreadableFile."""
    if not content:
        raise UnreadableFile("Ce fichier est vide.")
    if len(content) > LARGEST:
        raise UnreadableFile("Ce fichier est trop gros : 2 Mo au plus. Partagez-le en plusieurs.")
    if not content.startswith(_ZIP):
        return lines_of(_csv_rows(_decoded(content)))
    try:
        return lines_of(sheet_rows(content))
    except BadSheet:
        raise UnreadableFile(
            "Ce classeur n’est pas lisible. Enregistrez-le au format CSV, puis envoyez le fichier CSV."
        ) from None


def lines_of(rows: Iterable[Sequence[str]]) -> list[Line]:
    walk = iter(rows)
    columns = _columns(next(walk, ()))
    lines = list(_lines(walk, columns))
    if not lines:
        raise UnreadableFile("Ce fichier n’a aucune ligne sous les titres de colonnes.")
    return lines


def _lines(rows: Iterator[Sequence[str]], columns: Mapping[str, int]) -> Iterator[Line]:
    count = 0
    for number, row in enumerate(rows, 2):
        if number > ROWS_AT_MOST:
            raise UnreadableFile(
                "Ce fichier a trop de lignes vides. Supprimez-les, puis envoyez-le de nouveau."
            )
        values = {name: row[at].strip() if at < len(row) else "" for name, at in columns.items()}
        if not any(values.values()):
            continue
        count += 1
        if count > LINES_AT_MOST:
            raise UnreadableFile("Ce fichier a plus de 20 000 lignes. Partagez-le en plusieurs.")
        yield Line(number=number, **values)


def _columns(titles: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, title in enumerate(titles):
        name = "_".join(plain(title).replace("_", " ").split())
        name = _ALSO.get(name, name)
        if name in COLUMNS:
            found.setdefault(name, at)
    missing = [name for name in NEEDED if name not in found]
    if missing:
        raise UnreadableFile(
            f"Il manque des titres de colonnes sur la première ligne : {', '.join(missing)}. "
            "Téléchargez l’exemple pour voir la forme attendue."
        )
    return found


def _decoded(content: bytes) -> str:
    """What spreadsheets write: UTF-8 with or without its mark, « Texte Unicode », else Windows' or Latin-1."""
    for encoding in ("utf-16",) if content.startswith(_UTF_16) else ("utf-8-sig", "cp1252", "latin-1"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        text = "\0"
    if "\0" in text:
        raise UnreadableFile("Ce fichier n’est pas un texte lisible. Enregistrez-le au format CSV.")
    return text


def _csv_rows(text: str) -> Iterator[list[str]]:
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error:
        raise UnreadableFile(
            "Ce fichier CSV est mal formé : un guillemet n’est pas refermé, ou une cellule est très longue."
        ) from None
