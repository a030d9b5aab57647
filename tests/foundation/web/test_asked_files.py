"""A file enters by a page that asks for one, up to what it takes."""

from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.http.multipartparser import MultiPartParser

from foundation.web.uploads import READ_AT_MOST, AskedFiles

BOUNDARY = "frontier"


def parsed(takes_file: int | None, *contents: bytes) -> Any:
    """The files and the fields of a request towards a page that takes so many bytes."""
    view = (
        SimpleNamespace(view_class=SimpleNamespace(takes_file=takes_file)) if takes_file is not None else None
    )
    request = SimpleNamespace(resolver_match=SimpleNamespace(func=view))
    body = b"".join(
        b'--frontier\r\nContent-Disposition: form-data; name="f%d"; filename="../a.csv"\r\n'
        b"Content-Type: text/csv\r\n\r\n%s\r\n" % (number, content)
        for number, content in enumerate(contents)
    )
    body += b'--frontier\r\nContent-Disposition: form-data; name="after"\r\n\r\nkept\r\n--frontier--\r\n'
    meta = {"CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}", "CONTENT_LENGTH": str(len(body))}
    return MultiPartParser(meta, BytesIO(body), [AskedFiles(request)]).parse()  # type: ignore[arg-type]


def test_a_page_that_takes_a_file_gets_it() -> None:
    fields, files = parsed(1_000, b"x" * 1_000)
    assert files["f0"].read() == b"x" * 1_000
    assert files["f0"].name == "a.csv"
    assert fields["after"] == "kept"


def test_one_byte_more_says_that_it_is_too_long() -> None:
    _, files = parsed(1_000, b"x" * 5_000)
    assert len(files["f0"].read()) == 1_001


def test_only_the_first_file_is_kept() -> None:
    fields, files = parsed(1_000, b"one", b"two")
    assert list(files) == ["f0"]
    assert fields["after"] == "kept"


@pytest.mark.parametrize("takes_file", [0, None])
def test_elsewhere_a_file_ends_the_reading(takes_file: int | None) -> None:
    fields, files = parsed(takes_file, b"one")
    assert (dict(fields), dict(files)) == ({}, {})


def test_a_request_out_of_all_proportion_is_cut() -> None:
    assert not parsed(100, b"x" * 100 * READ_AT_MOST * 2)[1]
