"""Words of the administration among those of the page, which may be in another language, or go the other way."""

from django.conf import settings
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi

from foundation.languages import SOURCE, Said, language_of


def in_its_own(text: str) -> SafeString:
    return format_html("<bdi{}>{}</bdi>", _marks(language_of(text)), text)


def paragraphs_in_its_own(text: str) -> SafeString:
    paragraphs = mark_safe(linebreaks(text, autoescape=True))  # noqa: S308
    return format_html("<div{}>{}</div>", _marks(language_of(text)), paragraphs)


def own_marks(text: object) -> SafeString:
    """Attributes of the tag that holds a text of the page, or one of the administration if it says its language."""
    return _marks(text.lang) if isinstance(text, Said) else SafeString()


def in_the_page(text: object) -> Said:
    """Of the service itself, where words of the administration are expected."""
    return Said(str(text), get_language() or SOURCE)


def _marks(language: str) -> SafeString:
    """The direction too, where it is not the page's."""
    if _goes_left(language) == get_language_bidi():
        return format_html(' lang="{}"', language)
    return format_html(' lang="{}" dir="{}"', language, "rtl" if _goes_left(language) else "ltr")


def _goes_left(language: str) -> bool:
    return language.split("-")[0] in settings.LANGUAGES_BIDI
