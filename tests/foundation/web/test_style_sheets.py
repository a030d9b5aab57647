"""What the style sheets must hold: every class used, few bytes."""

import re
from pathlib import Path

import brotli
import pytest

from foundation.web.components.gridcss import grid_css
from foundation.web.skins.contrast import contrast, parse_hex
from foundation.web.skins.dsfr.build import build, dsfr_folder, pruned_css
from foundation.web.skins.dsfr.usage import our_sources, read_usage

HOUSE = Path(__file__).resolve().parents[3]
TEMPLATES = HOUSE / "templates"
WEB = HOUSE / "platform/foundation/web"
STATIC = WEB / "static/rdv"
OWN_CLASS = re.compile(r"(?<![\w-])ag-[a-z0-9]+(?:[-_]+[a-z0-9]+)*")
WHITE = parse_hex("#ffffff")
# Names whose base class says it all in the neutral skin; the block-marque is the State's alone.
NEUTRAL_NEEDS_NO_RULE = {
    "fr-alert--sm",
    "fr-badge--no-icon",
    "fr-btn--icon-left",
    "fr-callout__text",
    "fr-checkbox-group--error",
    "fr-fieldset--error",
    "fr-fieldset__element",
    "fr-input-group",
    "fr-link--icon-left",
    "fr-logo",
    "fr-pagination",
    "fr-pagination__link--lg-label",
    "fr-pagination__link--next",
    "fr-pagination__link--prev",
    "fr-select-group",
    "fr-stepper",
}


def css(*names: str) -> str:
    return "".join((STATIC / f"{name}.css").read_text(encoding="utf-8") for name in names)


def size(text: str) -> int:
    return len(brotli.compress(text.encode()))


@pytest.fixture(scope="module")
def state_sheet() -> str:
    return pruned_css(dsfr_folder(), read_usage(our_sources(TEMPLATES)))


def test_every_class_of_the_state_used_exists_in_the_pruned_sheet(state_sheet: str) -> None:
    used = read_usage(our_sources(TEMPLATES)).classes
    assert used - set(re.findall(r"\.(fr-[\w-]+)", state_sheet)) == set()


def test_the_neutral_skin_dresses_the_same_names() -> None:
    used = read_usage(our_sources(TEMPLATES)).classes
    dressed = set(re.findall(r"\.(fr-[\w-]+)", css("neutre", "composants")))
    assert used - dressed == NEUTRAL_NEEDS_NO_RULE


def test_every_class_of_ours_used_is_styled() -> None:
    used = set(OWN_CLASS.findall("".join(path.read_text() for path in our_sources(TEMPLATES))))
    written = set(OWN_CLASS.findall(css("neutre", "composants", "agent", "etat", "panne")))
    assert used - written == set()


def test_the_grid_of_rows_is_the_one_the_code_places_things_on() -> None:
    assert css("grille") == grid_css()


def test_pruning_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("un", "deux"):
        build(TEMPLATES, tmp_path / name)
    files = sorted(
        path.relative_to(tmp_path / "un") for path in (tmp_path / "un").rglob("*") if path.is_file()
    )
    assert [str(path) for path in files] == [
        "etat/dsfr.css",
        "etat/favicon.svg",
        "etat/fonts/Marianne-Bold.woff2",
        "etat/fonts/Marianne-Regular.woff2",
    ]
    assert all(
        (tmp_path / "un" / path).read_bytes() == (tmp_path / "deux" / path).read_bytes() for path in files
    )


def test_the_pruned_sheet_is_dark_without_script_and_asks_for_no_other_file(state_sheet: str) -> None:
    assert "data-fr-theme" not in state_sheet
    assert "@media (prefers-color-scheme:dark)" in state_sheet
    assert set(re.findall(r"url\((?!\"data:|data:|'data:)([^)]+)\)", state_sheet)) == {
        "fonts/Marianne-Regular.woff2",
        "fonts/Marianne-Bold.woff2",
    }
    assert state_sheet.count("font-display:swap") == 2


def test_every_token_our_sheets_use_is_given_by_both_skins(state_sheet: str) -> None:
    given = set(re.findall(r"(--[\w-]+):", state_sheet + css("etat")))
    wanted = set(re.findall(r"var\((--[\w-]+)", css("composants", "agent", "etat")))
    local = set(re.findall(r"(--[\w-]+):", css("composants", "agent", "grille")))
    assert wanted - given - local == set()
    assert wanted - set(re.findall(r"(--[\w-]+):", css("neutre"))) - local <= set(
        re.findall(r"var\((--[\w-]+)", css("etat"))
    )


def test_a_citizen_page_costs_few_bytes_of_style(state_sheet: str) -> None:
    assert size(css("neutre")) + size(css("composants")) <= 8_000
    assert size(state_sheet) + size(css("composants")) + size(css("etat")) <= 20_000
    assert (
        sum(
            (dsfr_folder() / "fonts" / f"Marianne-{weight}.woff2").stat().st_size
            for weight in ("Regular", "Bold")
        )
        <= 86_000
    )


def test_the_eight_colours_of_motifs_read_with_white() -> None:
    colours = re.findall(r"--ag-motif-\d:(#[0-9a-f]{6})", css("agent"))
    assert len(colours) == 8
    assert all(contrast(parse_hex(colour), WHITE) >= 4.5 for colour in colours)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_the_colours_of_the_neutral_skin_read_on_their_grounds(theme: int) -> None:
    tokens = dict(
        re.findall(r"(--ag-[\w-]+):(#[0-9a-f]{3,6})", css("neutre").split("prefers-color-scheme:dark")[theme])
    )

    def ratio(one: str, other: str) -> float:
        return contrast(parse_hex(tokens[f"--ag-{one}"]), parse_hex(tokens[f"--ag-{other}"]))

    for ground in ("fond", "fond-2"):
        assert all(
            ratio(text, ground) >= 4.5
            for text in ("texte", "texte-2", "accent", "erreur", "succes", "attention")
        )
        assert ratio("trait-champ", ground) >= 3
        assert ratio("focus", ground) >= 3
    for tone in ("erreur", "succes", "attention", "info"):
        assert ratio(tone, f"{tone}-pale") >= 4.5
    assert ratio("accent-fort", "accent-pale") >= 4.5
    assert ratio("sur-accent", "accent") >= 4.5
