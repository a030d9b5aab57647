"""The languages that citizens may read: those of the settings whose catalogue is compiled, so complete."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import to_locale

# What pages and messages are written in, agents' always; a text that nobody translated is in it.
SOURCE = "fr"
# Of a link in a message: « ?lang=uk ».
PARAMETER = "lang"


class Language(StrEnum):
    """Those of the citizens."""

    FRENCH = "fr"
    EASY_FRENCH = "fr-x-falc"
    ENGLISH = "en"
    SPANISH = "es"
    PORTUGUESE = "pt"
    UKRAINIAN = "uk"
    ARABIC = "ar"


# Each named in itself. The settings read them.
LANGUAGES = [
    (Language.FRENCH.value, "Français"),
    (Language.EASY_FRENCH.value, "Français facile à lire"),
    (Language.ENGLISH.value, "English"),
    (Language.SPANISH.value, "Español"),
    (Language.PORTUGUESE.value, "Português"),
    (Language.UKRAINIAN.value, "Українська"),
    (Language.ARABIC.value, "العربية"),
]


class Said(str):
    """A text and the language it is written in, for pages that mix several."""

    lang = SOURCE

    def __new__(cls, text: str, lang: str) -> "Said":
        said = super().__new__(cls, text)
        said.lang = lang
        return said


def language_of(text: object) -> str:
    """What an administration writes is in French unless it says otherwise."""
    return text.lang if isinstance(text, Said) else SOURCE


def offered() -> dict[str, str]:
    """Codes and names, each in its own language; the source first."""
    return _offered(tuple(settings.LANGUAGES), tuple(str(path) for path in settings.LOCALE_PATHS))


def spoken(code: str) -> str:
    """`code` when it is offered, else the source: a language may have been withdrawn since it was chosen."""
    return code if code in offered() else SOURCE


def in_this_language(link: str) -> str:
    """A link of a message, which opens its page in the language the message is written in."""
    code = spoken_now()
    return link if code == SOURCE else f"{link}?{PARAMETER}={code.value}"


def spoken_now() -> Language:
    return Language(spoken(translation.get_language() or SOURCE))


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """What is written within the block is in that language, when it is offered."""
    with translation.override(spoken(code)):
        yield


def keep_speaking(request: HttpRequest, code: str) -> None:
    """The page behind a link goes on in the language of the rdv, unless the person has chosen another since.
    What the request activates ends with it.
    """
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and hasattr(request, "language_choice"):
        translation.activate(spoken(code))


@lru_cache(maxsize=8)
def _offered(languages: tuple[tuple[str, str], ...], folders: tuple[str, ...]) -> dict[str, str]:
    def compiled(code: str) -> bool:
        return any(
            (Path(folder) / to_locale(code) / "LC_MESSAGES" / "django.mo").exists() for folder in folders
        )

    return {code: name for code, name in languages if code == SOURCE or compiled(code)}
