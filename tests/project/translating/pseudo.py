"""A language that nobody speaks: every marked text between brackets, so that a text nobody marked stands out."""

import re
from html.parser import HTMLParser
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

OPEN, CLOSE = "⟦", "⟧"
# Formats and Django's own words (days, months) are those of English.
CODE = "en"
SAID_ALOUD = ("aria-label", "title", "alt", "placeholder")
DATES = re.compile(r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|November|December|at(?= \d))\b")


def write_pseudo(texts: Catalog, folder: Path) -> None:
    catalogue = Catalog(locale=CODE, charset="utf-8", fuzzy=False)
    for text in texts:
        if text.id:
            said = [text.id] if isinstance(text.id, str) else list(text.id)
            bracketed = tuple(f"{OPEN}{each}{CLOSE}" for each in said)
            catalogue.add(text.id, bracketed if text.pluralizable else bracketed[0], context=text.context)
    path = folder / CODE / "LC_MESSAGES" / "django.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)


class Outside(HTMLParser):
    """What a page says that is neither marked nor announced as French."""

    SILENT = frozenset({"style", "script"})
    VOID = frozenset({"meta", "link", "input", "img", "br", "hr", "wbr"})

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.hushed: list[bool] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        spared = tag in self.SILENT or "aria-hidden" in given or (bool(given.get("lang")) and tag != "html")
        for name in SAID_ALOUD:
            if not (spared or self.is_hushed) and given.get(name):
                self.said.append(re.sub(f"{OPEN}[^{CLOSE}]*{CLOSE}", "", given[name] or ""))
        if tag not in self.VOID:
            self.hushed.append(self.is_hushed or spared)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID and self.hushed:
            self.hushed.pop()

    def handle_data(self, data: str) -> None:
        kept = ""
        for character in data:
            self.depth += (character == OPEN) - (character == CLOSE)
            kept += "" if self.depth or character == CLOSE else character
        if not self.is_hushed:
            self.said.append(kept)

    @property
    def is_hushed(self) -> bool:
        return bool(self.hushed and self.hushed[-1])


def unmarked(page: str, *names: str) -> list[str]:
    """Texts with letters that no translator will ever see. `names`: of people and places, the same everywhere."""
    reader = Outside()
    reader.feed(page)
    left = []
    for said in reader.said:
        text = DATES.sub("", said)
        for name in names:
            text = text.replace(name, "")
        if re.search(r"[^\W\d_]{2,}", text):
            left.append(" ".join(said.split()))
    return left
