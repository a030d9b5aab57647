"""Which programs are told of the rdvs, and how each is set. For administrators."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.agents.addresses import with_query
from booking.agents.skeleton import AgentPage
from booking.agents.webhook_inputs import WebhookForm
from booking.agents.webhook_reading import endpoint_lines, former_until, shown_name
from booking.commands.change_webhook import change_webhook, remove_webhook, resume_webhook, suspend_webhook
from booking.commands.open_webhook import AT_MOST, WebhookKnown, open_webhook
from booking.commands.replay_webhook import try_webhook
from booking.commands.rotate_webhook_secret import retire_webhook_secret, rotate_webhook_secret
from booking.commands.webhook_address import UnfitAddress
from booking.models import WebhookEndpoint
from booking.queries.desk import desk_of
from booking.queries.webhooks import webhook_endpoint, webhook_endpoints
from foundation import clock
from foundation.errors import NotFound, Refusal
from foundation.web.permissions import AdminOnly


class WebhookPage(AgentPage):
    permission_classes = [AdminOnly]
    entry = "agent-webhooks"

    def find(self, endpoint_id: UUID) -> WebhookEndpoint:
        endpoint = webhook_endpoint(endpoint_id)
        if endpoint is None:
            raise NotFound
        return endpoint

    def about(self, endpoint: WebhookEndpoint, **more: Any) -> dict[str, Any]:
        """What the two pages of an endpoint share."""
        pages = (("Journal des envois", "agent-webhook"), ("Réglages", "agent-webhook-reglages"))
        places = [(label, reverse(name, args=[endpoint.pk])) for label, name in pages]
        return {
            "webhook": endpoint,
            "nom": shown_name(endpoint),
            "zone": desk_of(self.actor.id).zone,
            "onglets": [(label, url, self.request.path == url) for label, url in places],
            "fait": self.request.query_params.get("fait", ""),
            **more,
        }


class Webhooks(WebhookPage):
    template = "booking/agents/webhooks/liste.html"

    def get(self, request: Request) -> HttpResponse:
        lines = endpoint_lines(webhook_endpoints(clock.now()))
        fait = request.query_params.get("fait", "")
        return self.show(
            {"lignes": lines, "complet": len(lines) >= AT_MOST, "maximum": AT_MOST, "fait": fait}
        )


class NewWebhook(WebhookPage):
    template = "booking/agents/webhooks/nouveau.html"

    def get(self, request: Request) -> HttpResponse:
        return self.show({"form": WebhookForm()})

    def post(self, request: Request) -> HttpResponse:
        form = WebhookForm(data=self.typed)
        if not form.is_valid():
            return self.refuse(form)
        try:
            endpoint, secret = open_webhook(form.wish, by=self.actor, now=clock.now())
        except (UnfitAddress, WebhookKnown) as refusal:
            return self.show(unfit(form, refusal), status=refusal.status)
        return self.show(
            self.about(endpoint, cle=secret, premiere=True), template="booking/agents/webhooks/cle.html"
        )


class WebhookSettings(WebhookPage):
    template = "booking/agents/webhooks/reglages.html"

    def get(self, request: Request, endpoint_id: UUID) -> HttpResponse:
        return self.show(self.sheet(self.find(endpoint_id)))

    def post(self, request: Request, endpoint_id: UUID) -> HttpResponse:
        endpoint = self.find(endpoint_id)
        form = WebhookForm(data=self.typed, endpoint=endpoint)
        if not form.is_valid():
            return self.refuse(form, self.sheet(endpoint))
        try:
            change_webhook(endpoint_id, form.wish, by=self.actor)
        except (UnfitAddress, WebhookKnown) as refusal:
            context = self.sheet(endpoint, **unfit(form, refusal))
            return self.show(context, status=refusal.status)
        return self.see(
            with_query(reverse("agent-webhook-reglages", args=[endpoint_id]), {"fait": "enregistre"})
        )

    def sheet(self, endpoint: WebhookEndpoint, **more: Any) -> dict[str, Any]:
        more.setdefault("form", WebhookForm(endpoint=endpoint))
        return self.about(endpoint, ancienne=former_until(endpoint, clock.now()), **more)


class NewKey(WebhookSettings):
    http_method_names = ["post"]

    def post(self, request: Request, endpoint_id: UUID) -> HttpResponse:
        """Shown in the answer itself: it is kept nowhere where it could be read again."""
        now = clock.now()
        try:
            secret = rotate_webhook_secret(endpoint_id, by=self.actor, now=now)
        except NotFound:
            raise
        except Refusal as refusal:
            context = self.sheet(self.find(endpoint_id), refus=refusal)
            return self.show(context, status=refusal.status)
        endpoint = self.find(endpoint_id)
        context = self.about(endpoint, cle=secret, ancienne=former_until(endpoint, now))
        return self.show(context, template="booking/agents/webhooks/cle.html")


class WebhookGesture(WebhookPage):
    """One button, nothing to type: what `do` does with the webhook."""

    do: Callable[[UUID], object]
    http_method_names = ["post"]
    # What the next page says, and which it is.
    done: ClassVar[str] = ""
    leads_to: ClassVar[str] = "agent-webhook"

    def post(self, request: Request, endpoint_id: UUID) -> HttpResponse:
        self.do(endpoint_id)
        return self.see(with_query(reverse(self.leads_to, args=[endpoint_id]), {"fait": self.done}))


class FormerKeyRetired(WebhookGesture):
    done, leads_to = "ancienne", "agent-webhook-reglages"

    def do(self, endpoint_id: UUID) -> object:
        return retire_webhook_secret(endpoint_id, by=self.actor, now=clock.now())


class Trial(WebhookGesture):
    done = "essai"

    def do(self, endpoint_id: UUID) -> object:
        return try_webhook(endpoint_id, by=self.actor, now=clock.now())


class Suspended(WebhookGesture):
    done = "arrete"

    def do(self, endpoint_id: UUID) -> object:
        return suspend_webhook(endpoint_id, by=self.actor, now=clock.now())


class Resumed(WebhookGesture):
    done = "reactive"

    def do(self, endpoint_id: UUID) -> object:
        return resume_webhook(endpoint_id, by=self.actor)


class WebhookRemoval(WebhookPage):
    template = "booking/agents/webhooks/supprimer.html"

    def get(self, request: Request, endpoint_id: UUID) -> HttpResponse:
        return self.show(self.about(self.find(endpoint_id)))

    def post(self, request: Request, endpoint_id: UUID) -> HttpResponse:
        remove_webhook(endpoint_id, by=self.actor)
        return self.see(with_query(reverse("agent-webhooks"), {"fait": "supprime"}))


def unfit(form: WebhookForm, refusal: UnfitAddress | WebhookKnown) -> dict[str, Any]:
    """A refused address is said beside its field; a known one leads to its page."""
    if isinstance(refusal, WebhookKnown):
        url = reverse("agent-webhook", args=[refusal.context["endpoint_id"]])
        return {"form": form, "refus": refusal, "connu_url": url}
    return {"form": form, "erreurs": {"adresse": [refusal.message]}}
