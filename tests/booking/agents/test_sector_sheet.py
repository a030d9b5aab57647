"""XLSX files of zones."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl  # type: ignore[import-untyped]
import pytest

from booking.agents.sector_file import Line, UnreadableFile, read_lines


def workbook(*rows: list[Any]) -> bytes:
    book, content = openpyxl.Workbook(), BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.create_sheet("Autre").append(["secteur", "code_insee"])
    book.save(content)
    return content.getvalue()


def test_the_first_sheet_is_read_numbers_as_codes() -> None:
    content = workbook(
        ["Secteur", "commune", "code INSEE", "voie", None],
        ["Nord", "Arras", 62041, "Rue de l’Église"],
        [None, None, None, None],
        ["Ain", "Ambérieu-en-Bugey", 1004.0, None],
    )
    assert read_lines(content) == [
        Line(number=2, secteur="Nord", commune="Arras", code_insee="62041", voie="Rue de l’Église"),
        Line(number=4, secteur="Ain", commune="Ambérieu-en-Bugey", code_insee="1004"),
    ]


def test_a_formula_is_never_run_nor_read() -> None:
    content = workbook(["secteur", "code_insee", "voie"], ["Nord", "62041", "=HYPERLINK(1)"])
    assert read_lines(content) == [Line(number=2, secteur="Nord", code_insee="62041")]


@pytest.mark.parametrize("rows", [[["a", "b"], ["1", "2"]], [["secteur", "code_insee"]], []])
def test_a_sheet_without_its_columns_or_lines_is_refused(rows: list[list[str]]) -> None:
    with pytest.raises(UnreadableFile):
        read_lines(workbook(*rows))


def zipped(**parts: bytes) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return content.getvalue()


def rewritten(part: str, body: str) -> bytes:
    """A workbook one part of which was written by hand."""
    content = BytesIO()
    with (
        ZipFile(BytesIO(workbook(["secteur", "code_insee"]))) as honest,
        ZipFile(content, "w", ZIP_DEFLATED) as ours,
    ):
        for name in honest.namelist():
            ours.writestr(name, body if name == part else honest.read(name))
    return content.getvalue()


def cell(where: str, text: str) -> str:
    return f'<c r="{where}" t="inlineStr"><is><t>{text}</t></is></c>'


SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
TITLES = f'<row r="1">{cell("A1", "secteur")}{cell("B1", "code_insee")}</row>'


@pytest.mark.parametrize("rows", ['<row r="2000000000"/>', "<row/>" * 150_000], ids=["far away", "many"])
def test_a_small_file_of_endless_empty_rows_is_refused_soon(rows: str) -> None:
    content = rewritten(
        "xl/worksheets/sheet1.xml", f"<worksheet {SPACE}><sheetData>{TITLES}{rows}</sheetData></worksheet>"
    )
    with pytest.raises(UnreadableFile) as refused:
        read_lines(content)
    assert "trop de lignes vides" in str(refused.value)


def test_a_file_of_endless_styles_is_not_read() -> None:
    fonts = "<font/>" * 150_000
    content = rewritten("xl/styles.xml", f"<styleSheet {SPACE}><fonts>{fonts}</fonts></styleSheet>")
    with pytest.raises(UnreadableFile) as refused:
        read_lines(content)
    assert "Ce classeur n’est pas lisible." in str(refused.value)


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04rest",
        zipped(readme=b"nothing"),
        zipped(bomb=b"0" * 70_000_000),
        workbook(["secteur", "code_insee"], ["Nord", "62041"])[:-200],
        workbook(["secteur", "code_insee"], ["Nord", "62041"]).replace(b"PK\x01\x02", b"PK\x01\x09"),
    ],
    ids=["torn", "no sheet", "bomb", "cut", "spoilt"],
)
def test_what_is_no_workbook_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_lines(content)
    assert "Ce classeur n’est pas lisible." in str(refused.value)
