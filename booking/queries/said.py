"""A motif as a citizen reads it: in their language, as far as the administration has translated it."""

from copy import copy

from django.utils.translation import get_language, gettext

from booking.models import Motif
from foundation.languages import SOURCE, Said

TRANSLATED = ("name", "instructions", "to_bring", "acceptance", "obligations")


def as_said(motif: Motif) -> Motif:
    """In the language of the moment: a copy, to be shown and never saved. What lacks stays in French."""
    language = get_language() or SOURCE
    texts = motif.translations.get(language) or {}
    said = {column: texts[column] for column in TRANSLATED if texts.get(column) and getattr(motif, column)}
    if not said:
        return motif
    shown = copy(motif)
    for column, text in said.items():
        setattr(shown, column, Said(text, language))
    return shown


def as_told(motif: Motif) -> Motif:
    """As a message or a calendar names it, which others may see over a shoulder: a discreet one, not at all."""
    said = as_said(motif)
    if not motif.is_discreet:
        return said
    told = copy(said)
    told.name = gettext("Rendez-vous")
    return told
