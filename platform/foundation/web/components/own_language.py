"""Words of the administration among those of the page, which may be in another language, or go the other way."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from foundation.languages import language_of


def in_its_own(text: str) -> SafeString:
    return format_html('<bdi lang="{}">{}</bdi>', language_of(text), text)
