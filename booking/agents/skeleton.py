"""What surrounds every page of the agents."""

from collections.abc import Mapping
from typing import Any, cast

from django.http import HttpResponse, QueryDict
from django.urls import reverse

from foundation.web.frame import agent_frame
from foundation.web.pages import Page
from foundation.web.permissions import AgentOnly

PRESCRIBE = "agent-prescrire"


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
        around = agent_frame(self.request._request, self.actor, self.entry)
        around["peut_prescrire"] = any(url == reverse(PRESCRIBE) for _, url, _ in around["menu"])
        return super().show({**around, **(context or {})}, status=status, template=template)
