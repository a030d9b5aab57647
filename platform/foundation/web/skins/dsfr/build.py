"""Writes the State skin's files: one pruned sheet, two fonts, one favicon. Same input, same bytes."""

import re
import shutil
from importlib.util import find_spec
from pathlib import Path

from foundation.web.skins.dsfr.pruning import drop_unused_tokens, prune
from foundation.web.skins.dsfr.usage import Usage, our_sources, read_usage

BANNER = (
    '@charset "UTF-8";\n'
    "/*! DSFR v1.14.4 | SPDX-License-Identifier: MIT | pruned to the classes used here | State hosts only */\n"
)
SHEETS = ("dsfr.main.min.css", "utility/icons/icons.main.min.css")
FONTS = ("Marianne-Regular.woff2", "Marianne-Bold.woff2")
_URL = re.compile(r"url\(([\"']?)(?!data:)([^)\"']+)\1\)")
_STATIC = Path(__file__).resolve().parents[2] / "static" / "rdv"


class DsfrMissing(Exception):
    """The optional extra `etat` is not installed."""


def dsfr_folder() -> Path:
    spec = find_spec("dsfr")
    if spec is None or not spec.submodule_search_locations:
        raise DsfrMissing
    return Path(spec.submodule_search_locations[0]) / "static" / "dsfr" / "dist"


def pruned_css(dist: Path, usage: Usage) -> str:
    nodes = []
    for sheet in SHEETS:
        path = dist / sheet
        nodes += prune(_inline_icons(path.read_text(encoding="utf-8"), path.parent), usage)
    ours = "".join(path.read_text(encoding="utf-8") for path in sorted(_STATIC.glob("*.css")))
    drop_unused_tokens(nodes, ours)
    return BANNER + "".join(node.css() + "\n" for node in nodes if node.css())


def _inline_icons(css: str, folder: Path) -> str:
    """An icon is a few hundred bytes: a request each would cost more than the icon."""

    def replace(match: re.Match[str]) -> str:
        path = (folder / match[2]).resolve()
        if path.suffix == ".woff2":
            return f"url(fonts/{path.name})"
        if path.suffix != ".svg" or not path.is_file():
            return "none" if path.suffix == ".svg" else match[0]
        return f'url("data:image/svg+xml,{_escape(path.read_text(encoding="utf-8"))}")'

    return _URL.sub(replace, css)


def _escape(svg: str) -> str:
    text = " ".join(svg.split()).replace('"', "'").replace("%", "%25").replace("#", "%23")
    return text.replace("<", "%3C").replace(">", "%3E")


def build(templates: Path, target: Path) -> int:
    """Replaces the folder `etat` of `target`; returns the sheet's size in bytes."""
    dist, folder = dsfr_folder(), target / "etat"
    css = pruned_css(dist, read_usage(our_sources(templates)))
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "fonts").mkdir(parents=True)
    (folder / "dsfr.css").write_text(css, encoding="utf-8", newline="\n")
    for font in FONTS:
        shutil.copyfile(dist / "fonts" / font, folder / "fonts" / font)
    shutil.copyfile(dist / "favicon" / "favicon.svg", folder / "favicon.svg")
    return len(css.encode())
