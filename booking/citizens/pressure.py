"""When many ask for the same times at once, each must prove that a person is there.

The browser works by itself for a second; without JavaScript, a code does the same. Nothing is asked as long as no more
come than people would.
"""

from datetime import datetime
from typing import Any

from django.db import connection
from django.urls import reverse
from rest_framework.request import Request

from booking.citizens.choices import Choice
from booking.citizens.proofs import has_proved
from booking.citizens.shown_week import motif_context
from booking.citizens.visitor import who_books
from booking.models import Motif
from foundation.actors import VISITOR
from foundation.web.proof_of_work import FIELD, challenge, is_solved
from foundation.web.tally import CountersDown, this_minute

# Times asked for within a minute: a busy opening day is below, a robot is above.
CALM = 30
CALM_UNDER_PRESSURE = 8


def must_work(request: Request, motif: Motif, now: datetime) -> bool:
    """Counts this demand. Whoever proved a contact, or has just done the work, is not asked."""
    if not note_demand(motif, now) or who_books(request) != VISITOR or has_proved(request):
        return False
    said: Any = request.data
    return not is_solved(_purpose(motif), str(said.get(FIELD, "")))


def work_context(request: Request, motif: Motif, choice: Choice) -> dict[str, Any]:
    return {
        **motif_context(motif),
        "creneau": str(choice),
        "champ_preuve": FIELD,
        "defi": challenge(_purpose(motif)),
        "ici": request.get_full_path(),
        "url_code": reverse("citizens:verifier", args=[motif.slug]),
    }


def _purpose(motif: Motif) -> str:
    return f"creneau:{motif.pk}"


def note_demand(motif: Motif, now: datetime) -> bool:
    """Whether more come than people would. A cache that is down means no pressure."""
    where = f"pressure:{connection.schema_name}:{motif.pk}"  # type: ignore[attr-defined]
    try:
        asked = this_minute(where, now)
    except CountersDown:
        return False
    return asked > (CALM_UNDER_PRESSURE if motif.under_pressure else CALM)
