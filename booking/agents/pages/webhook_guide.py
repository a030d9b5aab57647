"""The page that an administrator hands to whoever writes the program."""

from django.http import HttpResponse
from rest_framework.request import Request

from booking.agents.pages.webhooks import WebhookPage
from booking.agents.webhook_guide import AT, example, given_up_after, pauses, types
from booking.commands.settle_webhook import MOST_FAILURES
from booking.queries.desk import desk_of


class Guide(WebhookPage):
    """For who writes the program on the other side."""

    template = "booking/agents/webhooks/guide.html"

    def get(self, request: Request) -> HttpResponse:
        return self.show(
            {
                "exemple": example(),
                "le": AT.astimezone(desk_of(self.actor.id).zone),
                "types": types(),
                "pauses": pauses(),
                "abandon": given_up_after(),
                "essais": MOST_FAILURES,
            }
        )
