"""What surrounds every page of the agents, whichever room the page belongs to."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from foundation.actors import Actor
from foundation.web.menu import SETTINGS, entries, is_setting
from foundation.web.skins.context import face

HOME = "/agent/"


def agent_frame(request: HttpRequest, actor: Actor, entry: str) -> dict[str, Any]:
    """`entry`: the url name of the menu's entry that the page belongs to."""
    return {
        # The name in the header leads to the agents' own first page.
        "face": replace(face(request)["face"], home_url=HOME),
        "menu": entries(actor, entry),
        "agent_nom": actor.name,
        "compte_url": reverse("agent-preferences"),
        "deconnexion_url": reverse("deconnexion"),
        "retour_reglages": reverse(SETTINGS) if is_setting(entry) else "",
        "pied_liens": [("Aide", reverse("agent-aide"))],
    }
