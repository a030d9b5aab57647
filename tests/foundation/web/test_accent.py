import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.web.skins.accent import (
    DARK_GROUND,
    LIGHT_GROUND,
    AccentTokens,
    accent_css,
    accent_tokens,
    accent_version,
)
from foundation.web.skins.contrast import contrast, parse_hex

WHITE = "#ffffff"
colours = st.integers(min_value=0, max_value=0xFFFFFF).map("#{:06x}".format)


def ratio(one: str, other: str) -> float:
    return contrast(parse_hex(one), parse_hex(other))


@given(colours)
def test_whatever_the_colour_asked_the_text_can_be_read(asked: str) -> None:
    tokens = accent_tokens(asked)
    assert ratio(tokens.accent, WHITE) >= 4.5
    assert ratio(tokens.accent, LIGHT_GROUND) >= 4.5
    assert ratio(tokens.strong, WHITE) >= 7
    assert ratio(tokens.strong, tokens.pale) >= 7
    assert ratio(tokens.dark_accent, DARK_GROUND) >= 4.5
    assert ratio(tokens.dark_strong, tokens.dark_pale) >= 7


def test_a_colour_that_reads_is_kept() -> None:
    assert accent_tokens("#e2001a").accent == "#e2001a"
    assert not accent_tokens("#e2001a").adjusted


@pytest.mark.parametrize("asked", ["#ffd500", "#4fb3e8"])
def test_a_pale_colour_is_darkened_and_the_settings_page_can_say_so(asked: str) -> None:
    tokens: AccentTokens = accent_tokens(asked)
    assert tokens.adjusted
    assert tokens.dark_accent == asked


def test_a_dark_colour_is_lightened_in_the_dark_theme_only() -> None:
    tokens = accent_tokens("#0b2545")
    assert tokens.accent == "#0b2545"
    assert tokens.dark_accent != "#0b2545"


def test_the_style_sheet_is_a_few_values_and_its_version_follows_the_text() -> None:
    assert len(accent_css("#ffd500")) < 320
    assert accent_version("#ffd500") == accent_version("#FFD500")
    assert accent_version("#ffd500") != accent_version("#e2001a")


@pytest.mark.parametrize("wrong", ["", "rouge", "#12345", "#ff00zz", "#fff;}body{display:none"])
def test_what_is_not_a_colour_never_reaches_a_style_sheet(wrong: str) -> None:
    with pytest.raises(ValueError):
        accent_css(wrong)
