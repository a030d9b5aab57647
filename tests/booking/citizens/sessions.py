"""Collective sessions for the tests of the citizens' pages."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from booking.commands.open_session import open_session
from booking.models import Motif, Rdv
from foundation.actors import Actor, ActorKind
from tests.booking.citizens.conftest import NOW, ZOE, Office, Visitor
from tests.makers.office import make_motif, make_service

# Thursday 26 November, two in the afternoon in Paris.
AT_TWO = datetime(2026, 11, 26, 13, 0, tzinfo=UTC)


def make_workshop(office: Office, **fields: Any) -> Motif:
    said = {
        "service": make_service(),
        "name": "Atelier CV",
        "slug": "atelier-cv",
        "duration_min": 60,
    }
    return make_motif(office.organisation, **said | fields)


def make_session(office: Office, motif: Motif, seats: int = 6, **more: Any) -> Rdv:
    by = Actor(ActorKind.AGENT, id=office.agent.pk, name="Amina")
    said: dict[str, Any] = {
        "lieu_id": office.lieu.pk,
        "starts_at": AT_TWO,
        "agenda_ids": [office.agent.agenda.pk],
        "seats": seats,
        "title": "Écrire son CV",
    }
    return open_session(motif, by=by, now=NOW, **said | more)


def send(browser: Visitor, session: Rdv, **typed: str) -> Any:
    return browser.post(f"/ateliers/{session.pk}/", ZOE | {"inscription": str(uuid4())} | typed)


def proches(*names: str) -> dict[str, str]:
    """Lines of the form, as « Léo Martin »."""
    said = {"lignes": str(len(names))}
    for number, name in enumerate(names, 1):
        said[f"proche_prenom_{number}"], _, said[f"proche_nom_{number}"] = name.partition(" ")
    return said
