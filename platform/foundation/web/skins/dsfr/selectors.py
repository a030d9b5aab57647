"""Decides, selector by selector, what of the State's style sheet a page of ours can match."""

from typing import Any

import tinycss2

from foundation.web.skins.dsfr.usage import Usage

DARK = "[data-fr-theme=dark]"


def split_selectors(prelude: list[Any]) -> list[list[Any]]:
    selectors: list[list[Any]] = [[]]
    for part in prelude:
        if part == ",":
            selectors.append([])
        else:
            selectors[-1].append(part)
    return selectors


def text_of(selector: list[Any]) -> str:
    return tinycss2.serialize(selector).strip()


def light(text: str) -> str:
    """The dark theme's selector as it is written inside `prefers-color-scheme`, specificity kept."""
    return text.replace(f":root{DARK}", ":root").replace(DARK, ":root")


def matches(selector: list[Any], usage: Usage) -> bool:
    previous = ""
    for token in selector:
        if token.type == "ident" and not _known(token.value, previous, usage):
            return False
        if token.type == "[] block" and not _attribute_used(tinycss2.serialize(token.content), usage):
            return False
        previous = token.value if token.type == "literal" else ""
    return True


def _known(name: str, previous: str, usage: Usage) -> bool:
    if previous == ":":
        return True
    return name in (usage.classes if previous == "." else usage.tags)


def _attribute_used(text: str, usage: Usage) -> bool:
    if text == "data-fr-theme=dark":
        return True
    name, _, value = text.partition("=")
    if name.rstrip("^*$~|") == "class":
        wanted = value.strip("\"'").strip()
        return any(wanted in used for used in usage.classes)
    return not name.startswith("data-fr-") or name in usage.attributes
