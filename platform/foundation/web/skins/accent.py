"""A tenant's accent colour is computed, not trusted: hue and saturation are kept, lightness moves until it reads."""

import colorsys
import hashlib
from dataclasses import dataclass
from functools import lru_cache

from foundation.web.skins.contrast import Rgb, contrast, parse_hex, to_hex

# The darkest light ground and the lightest dark ground of neutre.css on which the accent is ever written.
LIGHT_GROUND = "#f4f6f4"
DARK_GROUND = "#1d2325"
READABLE = 4.5
STRONG = 7.0
_STEPS = 400


@dataclass(frozen=True, slots=True)
class AccentTokens:
    """Values of the two themes; `adjusted` says the administration did not get the exact colour it asked for."""

    accent: str
    strong: str
    pale: str
    dark_accent: str
    dark_strong: str
    dark_pale: str
    adjusted: bool


def _with_lightness(hue: float, saturation: float, lightness: float) -> Rgb:
    red, green, blue = colorsys.hls_to_rgb(hue, lightness, saturation)
    return round(red * 255), round(green * 255), round(blue * 255)


def _reach(colour: Rgb, ground: Rgb, wanted: float, *, darken: bool) -> Rgb:
    """The first lightness, starting from the colour's own, that contrasts enough."""
    if contrast(colour, ground) >= wanted:
        return colour
    hue, start, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in colour))
    end = 0.0 if darken else 1.0
    for step in range(1, _STEPS + 1):
        candidate = _with_lightness(hue, saturation, start + (end - start) * step / _STEPS)
        if contrast(candidate, ground) >= wanted:
            return candidate
    return (0, 0, 0) if darken else (255, 255, 255)


def _pale(colour: Rgb, lightness: float, saturation_limit: float) -> Rgb:
    hue, _, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in colour))
    return _with_lightness(hue, min(saturation, saturation_limit), lightness)


@lru_cache(maxsize=1_024)
def accent_tokens(value: str) -> AccentTokens:
    asked = parse_hex(value)
    light, dark = parse_hex(LIGHT_GROUND), parse_hex(DARK_GROUND)
    pale, dark_pale = _pale(asked, 0.95, 0.5), _pale(asked, 0.16, 0.3)
    accent = _reach(asked, light, READABLE, darken=True)
    # The strong value is written on the pale ground too.
    strong = _reach(_reach(asked, light, STRONG, darken=True), pale, STRONG, darken=True)
    dark_accent = _reach(asked, dark, READABLE, darken=False)
    dark_strong = _reach(_reach(asked, dark, STRONG, darken=False), dark_pale, STRONG, darken=False)
    return AccentTokens(
        accent=to_hex(accent),
        strong=to_hex(strong),
        pale=to_hex(pale),
        dark_accent=to_hex(dark_accent),
        dark_strong=to_hex(dark_strong),
        dark_pale=to_hex(dark_pale),
        adjusted=accent != asked,
    )


def accent_css(value: str) -> str:
    """The tenant's whole style sheet: six values, at a hashed address, cached for ever."""
    tokens = accent_tokens(value)
    return (
        f":root{{--ag-accent:{tokens.accent};--ag-accent-fort:{tokens.strong};--ag-accent-pale:{tokens.pale}}}\n"
        "@media (prefers-color-scheme:dark){"
        f":root{{--ag-accent:{tokens.dark_accent};--ag-accent-fort:{tokens.dark_strong};"
        f"--ag-accent-pale:{tokens.dark_pale}}}}}\n"
    )


@lru_cache(maxsize=1_024)
def accent_version(value: str) -> str:
    """Changes with the served text, so with the rule as well as with the colour."""
    return hashlib.sha256(accent_css(value).encode()).hexdigest()[:12]
