"""Every marked text of the house, found in templates and in Python."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract, extract_python
from django.utils.translation.template import templatize

from project.launcher.state import HOUSE

PACKAGES = (
    "platform/foundation",
    "platform/project",
    "sso",
    "booking",
    "billing_usage",
    "tenants",
)
TEMPLATES = "templates"
SUFFIXES = {".html", ".txt"}
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# A comment that begins so is shown to translators.
NOTES = ("Translators:",)


def marked_texts(house: Path = HOUSE) -> Catalog:
    """In a fixed order, with the files they come from and no line number: moving a text changes nothing."""
    found = Catalog(charset="utf-8")
    for path in _files(house):
        where = path.relative_to(house).as_posix()
        for message, notes, context in _texts(path):
            found.add(message, locations=[(where, 0)], auto_comments=notes, context=context)
    return found


def _files(house: Path) -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted(path for path in (house / package).rglob("*.py") if "migrations" not in path.parts)
    yield from sorted(path for path in (house / TEMPLATES).rglob("*") if path.suffix in SUFFIXES)


def _texts(path: Path) -> Iterator[tuple[Any, list[str], str | None]]:
    method = "python" if path.suffix == ".py" else _template
    with path.open("rb") as file:
        for _, message, notes, context in extract(method, file, KEYWORDS, NOTES):
            yield message, notes, context


def _template(file: Any, keywords: Any, notes: Any, options: Any) -> Iterator[Any]:
    code = templatize(file.read().decode(), origin=getattr(file, "name", None))
    # What is left of a template is read as Python: its own indentation would not be.
    flat = "\n".join(line.lstrip() for line in code.splitlines())
    yield from extract_python(BytesIO(flat.encode()), keywords, notes, {"encoding": "utf-8"})
