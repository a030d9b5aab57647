"""The national texts, with their places in braces: read from the very templates that write the messages."""

from dataclasses import replace
from typing import Any

from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string

from booking.queries.letter_facts import Facts
from foundation.web.components.typography import heure, jour

SMS_PLACES = {
    "administration": "{administration}",
    "motif": "{motif}",
    "place": "{lieu}",
    "day": "{jour}",
    "time": "{heure}",
}


def national_sms(kind: str, facts: Facts) -> str:
    """As `facts` would have it: what depends on the rdv (pièces or not) is written for this one."""
    held: Any = replace(facts, link="{lien}", again="{lien}", phone="{telephone}")
    return _written(f"booking/letters/{kind}/sms.txt", {"lettre": held, "extra": {}, **SMS_PLACES})


def national_subject(kind: str, facts: Facts) -> str:
    text = _written(f"booking/letters/{kind}/subject.txt", {"lettre": facts, "extra": {}})
    return text.replace(jour(facts.starts_at), "{jour}").replace(heure(facts.starts_at), "{heure}")


def _written(template: str, context: dict[str, Any]) -> str:
    """Nothing for a kind that never takes this channel."""
    try:
        return render_to_string(template, context).strip()
    except TemplateDoesNotExist:
        return ""
