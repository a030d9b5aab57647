"""Which names of the State's style sheet our templates and tags use."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_CLASS = re.compile(r"(?<![\w-])fr-[a-z0-9]+(?:[-_]+[a-z0-9]+)*")
_DATA = re.compile(r"data-fr-[a-z-]+")
_TAG = re.compile(r"<([a-z][a-z0-9]*)")


@dataclass(frozen=True, slots=True)
class Usage:
    classes: frozenset[str]
    attributes: frozenset[str]
    tags: frozenset[str]


def read_usage(sources: Iterable[Path]) -> Usage:
    """Class names are always written whole, never glued together: reading the text is enough."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(sources))
    headings = {f"h{level}" for level in range(1, 7)}  # components choose their level: <h{{ niveau }}>
    return Usage(
        classes=frozenset(_CLASS.findall(text)),
        attributes=frozenset(_DATA.findall(text)),
        tags=frozenset(_TAG.findall(text)) | headings | {"html", "body"},
    )


def our_sources(templates: Path) -> list[Path]:
    """Every template, and the modules of this package that name classes."""
    package = Path(__file__).resolve().parents[2]
    return [*templates.rglob("*.html"), *(package / "components").glob("*.py")]
