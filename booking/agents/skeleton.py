"""What surrounds every page of the agents."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from booking.agents.addresses import HOME
from foundation.actors import Actor
from foundation.web.menu import entries
from foundation.web.pages import Page
from foundation.web.permissions import AgentOnly
from foundation.web.skins.context import face


def skeleton(request: HttpRequest, actor: Actor, entry: str) -> dict[str, Any]:
    return {
        # The name in the header leads to the agents' own first page.
        "face": replace(face(request)["face"], home_url=HOME),
        "menu": [(label, url, url == reverse(entry)) for label, url in entries(actor)],
        "agent_nom": actor.name,
        "compte_url": reverse("agent-preferences"),
        "deconnexion_url": reverse("deconnexion"),
        "pied_liens": [("Aide", reverse("agent-aide"))],
    }


class AgentPage(Page):
    """For agents only; `entry` names the menu's entry that the page belongs to."""

    permission_classes = [AgentOnly]
    entry = "agent-agenda"

    @property
    def typed(self) -> QueryDict:
        """What the form sent; empty for a GET."""
        return cast(QueryDict, self.request.data)

    def show(
        self, context: Mapping[str, Any] | None = None, *, status: int = 200, template: str = ""
    ) -> HttpResponse:
        around = skeleton(self.request._request, self.actor, self.entry)
        return super().show({**around, **(context or {})}, status=status, template=template)
