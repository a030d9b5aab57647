"""The first sheet of an XLSX file, as rows of text."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

import openpyxl  # type: ignore[import-untyped]

# Two megabytes may unfold into gigabytes: nothing honest grows so much.
UNFOLDED_AT_MOST = 60_000_000
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
        with ZipFile(BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > UNFOLDED_AT_MOST:
                raise BadSheet
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
        for row in book.worksheets[0].iter_rows(max_col=COLUMNS_AT_MOST, values_only=True):
            yield [_text(value) for value in row]
        book.close()
    except BROKEN as error:
        raise BadSheet from error


def _text(value: Any) -> str:
    """62041.0 is 62041."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
