"""The first sheet of an XLSX file, as rows of text."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

import openpyxl  # type: ignore[import-untyped]

# Two megabytes may unfold into gigabytes: twenty thousand honest lines make less than ten.
UNFOLDED_AT_MOST = 15_000_000
# Styles and names, which nobody asked for, are far longer to read than cells.
BESIDE_AT_MOST = 1_000_000
READ = ("xl/worksheets/", "xl/sharedStrings")
NEVER_READ = "xl/media/"
COLUMNS_AT_MOST = 30
# The library lets out whatever it meets in a broken file: compression, XML, keys, indexes, types.
BROKEN = (
    BadZipFile,
    zlib.error,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
)


class BadSheet(Exception):
    pass


def sheet_rows(content: bytes) -> Iterator[list[str]]:
    """What cells show, formulas never run. Raises BadSheet, also while it is walked."""
    try:
        _check_size(content)
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
        for row in book.worksheets[0].iter_rows(max_col=COLUMNS_AT_MOST, values_only=True):
            yield [_text(value) for value in row]
        book.close()
    except BROKEN as error:
        raise BadSheet from error


def _check_size(content: bytes) -> None:
    with ZipFile(BytesIO(content)) as parts:
        sizes = {part.filename: part.file_size for part in parts.infolist()}
    beside = sum(size for name, size in sizes.items() if not name.startswith((*READ, NEVER_READ)))
    if sum(sizes.values()) > UNFOLDED_AT_MOST or beside > BESIDE_AT_MOST:
        raise BadSheet


def _text(value: Any) -> str:
    """62041.0 is 62041."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
