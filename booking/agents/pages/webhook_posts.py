"""The log of one endpoint: what was told, what came of it, and sending it again."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.agents.addresses import with_query
from booking.agents.pages.webhooks import WebhookPage
from booking.agents.webhook_inputs import LogFilter, PeriodForm
from booking.agents.webhook_reading import post_facts, post_lines, shown_body
from booking.commands.replay_webhook import replay_period, replay_post
from booking.models import WebhookEndpoint, WebhookPost
from booking.queries.desk import desk_of
from booking.queries.webhooks import webhook_log, webhook_post
from booking.vocabulary import WebhookState
from foundation import clock
from foundation.errors import NotFound, Refusal
from foundation.web.components.typography import pluriel

ON_A_PAGE = 50


class WebhookLog(WebhookPage):
    template = "booking/agents/webhooks/journal.html"

    def get(self, request: Request, endpoint_id: UUID) -> HttpResponse:
        return self.show(self.log(self.find(endpoint_id)))

    def post(self, request: Request, endpoint_id: UUID) -> HttpResponse:
        """A period is sent again."""
        endpoint, form = self.find(endpoint_id), PeriodForm(data=self.typed)
        if not form.is_valid():
            return self.refuse(form, self.log(endpoint))
        since, until = form.bounds(desk_of(self.actor.id).zone)
        missed_only = not form.validated_data["tout"]
        try:
            count = replay_period(
                endpoint_id, since, until, missed_only=missed_only, by=self.actor, now=clock.now()
            )
        except NotFound:
            raise
        except Refusal as refusal:
            return self.show({**self.log(endpoint), "form": form, "refus": refusal}, status=refusal.status)
        values = {"fait": "renvoye", "nombre": str(count)}
        return self.see(with_query(reverse("agent-webhook", args=[endpoint_id]), values))

    def log(self, endpoint: WebhookEndpoint) -> dict[str, Any]:
        now, asked = clock.now(), self.request.query_params
        state = LogFilter(data=asked).state
        page = Paginator(webhook_log(endpoint.pk, now, state=state), ON_A_PAGE).get_page(asked.get("page"))
        about = self.about(endpoint)
        today = now.astimezone(about["zone"]).date()
        return {
            **about,
            "page": page,
            "lignes": post_lines(page, about["zone"]),
            "etats": self.states(endpoint, state),
            "etat": state,
            "renvoyes": sent_again(asked.get("nombre", "")),
            "form": PeriodForm(initial={"du": today, "au": today}),
        }

    def states(self, endpoint: WebhookEndpoint, chosen: str) -> list[tuple[str, str, bool]]:
        here = reverse("agent-webhook", args=[endpoint.pk])
        labels = {"": "Tous", WebhookState.PENDING: "En attente", WebhookState.DEAD: "Abandonnés"}
        labels[WebhookState.DONE] = "Remis"
        return [
            (label, with_query(here, {"etat": str(state)}), chosen == state)
            for state, label in labels.items()
        ]


class PostPage(WebhookPage):
    template = "booking/agents/webhooks/envoi.html"

    def get(self, request: Request, endpoint_id: UUID, post_id: UUID) -> HttpResponse:
        return self.show(self.shown(self.found(endpoint_id, post_id)))

    def found(self, endpoint_id: UUID, post_id: UUID) -> WebhookPost:
        post = webhook_post(endpoint_id, post_id, clock.now())
        if post is None:
            raise NotFound
        return post

    def shown(self, post: WebhookPost, **more: Any) -> dict[str, Any]:
        about, body = self.about(post.endpoint, **more), shown_body(post)
        return {
            **about,
            "envoi": post,
            "lignes": post_facts(post, about["zone"]),
            "corps": body,
            "corps_lignes": body.count("\n") + 2,
        }


class PostSentAgain(PostPage):
    http_method_names = ["post"]

    def post(self, request: Request, endpoint_id: UUID, post_id: UUID) -> HttpResponse:
        post = self.found(endpoint_id, post_id)
        try:
            replay_post(endpoint_id, post_id, by=self.actor, now=clock.now())
        except NotFound:
            raise
        except Refusal as refusal:
            return self.show(self.shown(post, refus=refusal), status=refusal.status)
        url = reverse("agent-webhook-envoi", args=[endpoint_id, post_id])
        return self.see(with_query(url, {"fait": "renvoye"}))


def sent_again(typed: str) -> str:
    """From the address: a number that nobody typed, or nothing."""
    if not typed.isascii() or not typed.isdigit() or len(typed) > 6:
        return ""
    return pluriel(int(typed), "message repart,messages repartent")
