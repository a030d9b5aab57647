"""Webhooks in the words of the administrator's pages."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.urls import reverse

from booking.commands.webhook_secrets import live_secrets
from booking.models import WebhookEndpoint, WebhookPost
from booking.vocabulary import OFFERED_EVENTS, WebhookEvent, WebhookState
from foundation.web.components.typography import date_heure, insecables

ANSWERS = {
    "": "Pas encore envoyé",
    "stopped": "Pas envoyé : webhook arrêté",
    "timeout": "Pas de réponse en 10 secondes",
    "unreachable": "Serveur injoignable",
    "redirect": "Redirection refusée",
    "private": "Adresse interne refusée",
    "no-key": "Clé illisible : changez de clé",
}
REFUSED = "Adresse refusée"


def shown_answer(code: str) -> str:
    return insecables(f"Réponse {code}" if code.isdigit() else ANSWERS.get(code, REFUSED))


def shown_name(endpoint: WebhookEndpoint) -> str:
    """The rest of an address may hold a key."""
    return endpoint.description or str(urlsplit(endpoint.url).hostname)


def shown_events(endpoint: WebhookEndpoint) -> str:
    if not endpoint.events:
        return "Tous les événements"
    labels = [each.label for each in OFFERED_EVENTS if each in endpoint.events]
    return ", ".join(
        label if rank == 0 else label[0].lower() + label[1:] for rank, label in enumerate(labels)
    )


def shown_state(endpoint: WebhookEndpoint) -> str:
    if not endpoint.is_active:
        return "Arrêté"
    return "En échec" if endpoint.failing_since else "Actif"


@dataclass(frozen=True, slots=True)
class EndpointLine:
    name: str
    url: str
    host: str
    events: str
    state: str
    waiting: int
    missed: int


def endpoint_lines(endpoints: Iterable[WebhookEndpoint]) -> list[EndpointLine]:
    return [
        EndpointLine(
            name=shown_name(each),
            url=reverse("agent-webhook", args=[each.pk]),
            host=str(urlsplit(each.url).hostname),
            events=shown_events(each),
            state=shown_state(each),
            waiting=each.waiting,  # type: ignore[attr-defined]
            missed=each.missed,  # type: ignore[attr-defined]
        )
        for each in endpoints
    ]


@dataclass(frozen=True, slots=True)
class PostLine:
    post: WebhookPost
    url: str
    event: str
    at: str
    state: str
    answer: str


def post_lines(posts: Iterable[WebhookPost], zone: ZoneInfo) -> list[PostLine]:
    return [
        PostLine(
            post=each,
            url=reverse("agent-webhook-envoi", args=[each.endpoint_id, each.pk]),
            event=WebhookEvent(each.event).label,
            at=date_heure(each.created_at, zone),
            state=WebhookState(each.state).label,
            answer=shown_answer(each.last_status),
        )
        for each in posts
    ]


def post_facts(post: WebhookPost, zone: ZoneInfo) -> Sequence[tuple[str, object]]:
    last = f"{shown_answer(post.last_status)}, {date_heure(post.last_at, zone)}" if post.last_at else ""
    return [
        ("Événement", WebhookEvent(post.event).label),
        ("Date", date_heure(post.created_at, zone)),
        ("Numéro dans la suite", post.sequence),
        ("Identifiant du message", str(post.pk)),
        ("Identifiant de l’objet", str(post.object_id)),
        ("État", WebhookState(post.state).label),
        ("Essais", post.attempts),
        ("Dernière réponse", last or shown_answer(post.last_status)),
    ]


def shown_body(post: WebhookPost) -> str:
    """As it is sent, spread over lines."""
    return json.dumps(post.body, ensure_ascii=False, indent=2)


def former_until(endpoint: WebhookEndpoint, now: datetime) -> datetime | None:
    """Until when the former key signs too."""
    return next((each.until for each in live_secrets(endpoint, now) if each.until), None)
