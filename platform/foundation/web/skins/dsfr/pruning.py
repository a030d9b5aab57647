"""Prunes a style sheet to what our pages can match; dark rules move under `prefers-color-scheme`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import tinycss2

from foundation.web.skins.dsfr.selectors import DARK, light, matches, split_selectors, text_of
from foundation.web.skins.dsfr.usage import Usage

_VAR = re.compile(r"var\((--[\w-]+)")
_WEIGHTS = ("400", "700")


@dataclass(slots=True)
class Kept:
    """A node of the pruned sheet: `head` is a selector list or an at-rule's condition."""

    head: str
    declarations: list[tuple[str, str]] = field(default_factory=list)
    children: list["Kept"] = field(default_factory=list)

    def css(self) -> str:
        inner = "".join(child.css() for child in self.children)
        inner += ";".join(f"{name}:{value}" for name, value in self.declarations)
        return f"{self.head}{{{inner}}}" if inner else ""


def prune(css: str, usage: Usage) -> list[Kept]:
    return _nodes(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), usage)


def _nodes(rules: Iterable[Any], usage: Usage) -> list[Kept]:
    kept: list[Kept] = []
    for rule in rules:
        if rule.type == "qualified-rule":
            kept += _rule(rule, usage)
        elif rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports"):
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            kept.append(
                Kept(f"@{rule.lower_at_keyword}{tinycss2.serialize(rule.prelude)}", [], _nodes(inner, usage))
            )
        elif rule.type == "at-rule" and rule.lower_at_keyword == "font-face":
            kept += _font(rule)
    return kept


def _rule(rule: Any, usage: Usage) -> list[Kept]:
    selectors = [text_of(selector) for selector in split_selectors(rule.prelude) if matches(selector, usage)]
    declarations = _declarations(rule.content)
    plain = [selector for selector in selectors if DARK not in selector]
    dark = [light(selector) for selector in selectors if DARK in selector]
    kept = [Kept(",".join(plain), declarations)] if plain else []
    if dark:
        kept.append(
            Kept("@media (prefers-color-scheme:dark)", [], [Kept(",".join(dark), list(declarations))])
        )
    return kept


def _declarations(content: list[Any]) -> list[tuple[str, str]]:
    parsed = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return [
        (node.name, tinycss2.serialize(node.value).strip() + ("!important" if node.important else ""))
        for node in parsed
        if node.type == "declaration"
    ]


def _font(rule: Any) -> list[Kept]:
    """Two weights of Marianne, upright, woff2: the byte budget of a citizen's page."""
    said = dict(_declarations(rule.content))
    if said.get("font-family", "").strip("\"'") != "Marianne" or said.get("font-style", "normal") != "normal":
        return []
    if said.get("font-weight") not in _WEIGHTS:
        return []
    said["src"] = next(part for part in said["src"].split(",") if "woff2" in part)
    said["font-display"] = "swap"
    return [Kept("@font-face", list(said.items()))]


def drop_unused_tokens(nodes: list[Kept], outside: str) -> None:
    """Deletes, until nothing changes, the custom properties that no value refers to."""
    while True:
        used = set(_VAR.findall(outside)) | set(_VAR.findall("".join(node.css() for node in nodes)))
        if not sum(_drop(node, used) for node in nodes):
            return


def _drop(node: Kept, used: set[str]) -> int:
    before = len(node.declarations)
    node.declarations = [
        said for said in node.declarations if not said[0].startswith("--") or said[0] in used
    ]
    return before - len(node.declarations) + sum(_drop(child, used) for child in node.children)
