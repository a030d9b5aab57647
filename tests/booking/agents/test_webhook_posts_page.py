"""What a program was told, what came of it, and how it is told again."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.commands.settle_webhook import settle_webhook
from booking.models import WebhookEndpoint, WebhookPost
from tests.booking.agents.conftest import MONDAY_859, Browser, text
from tests.booking.agents.test_webhooks_page import endpoint, page, post, write

__all__ = ["endpoint", "post"]


def test_the_log_shows_what_was_told_and_what_came_of_it(admin: Browser, post: WebhookPost) -> None:
    settle_webhook(post.pk, "503", taken=False, now=MONDAY_859)
    shown = text(admin.get(page(post.endpoint)))
    for word in ("lundi 23 novembre 2026 à 8 h 59", "Rendez-vous pris", "Réponse 503", "Des envois échouent"):
        assert word in shown
    sheet = text(admin.get(page(post.endpoint, f"envois/{post.pk}/")))
    assert str(post.pk) in sheet
    assert "&quot;sequence&quot;: 1" in sheet
    assert "Aucun envoi dans cet état." in text(admin.get(page(post.endpoint), etat="done"))
    assert "Rendez-vous pris" in text(admin.get(page(post.endpoint), etat="inconnu"))


def test_one_post_and_a_period_are_sent_again(admin: Browser, post: WebhookPost) -> None:
    settle_webhook(post.pk, "200", taken=True, now=MONDAY_859)
    answer = admin.post(page(post.endpoint, f"envois/{post.pk}/renvoyer/"))
    assert answer.status_code == 303
    assert "Le message repart" in text(admin.get(answer["Location"]))
    settle_webhook(post.pk, "200", taken=True, now=MONDAY_859)
    day = {"du": "2026-11-23", "au": "2026-11-23"}
    assert admin.post(page(post.endpoint), **day)["Location"].endswith("nombre=0")
    answer = admin.post(page(post.endpoint), tout="on", **day)
    assert "1 message repart" in text(admin.get(answer["Location"]))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"au": "2026-11-22"}, "Le dernier jour est avant le premier."),
        ({"du": ""}, "Choisissez le premier jour."),
        ({"du": "2026-02-30"}, "Cette date n’existe pas."),
        ({"du": "0001-01-01"}, "Choisissez un jour entre 2000 et 2199."),
        ({"au": "9999-12-31"}, "Choisissez un jour entre 2000 et 2199."),
    ],
)
def test_a_period_that_is_none_is_refused(
    admin: Browser, endpoint: WebhookEndpoint, typed: dict[str, str], sentence: str
) -> None:
    answer = admin.post(page(endpoint), **{"du": "2026-11-23", "au": "2026-11-23"} | typed)
    assert answer.status_code == 422
    assert sentence in text(answer)


def test_it_is_stopped_tried_and_resumed(
    admin: Browser, endpoint: WebhookEndpoint, post: WebhookPost
) -> None:
    stopped = text(admin.get(admin.post(page(endpoint, "arreter/"))["Location"]))
    assert "Webhook arrêté" in stopped
    assert "À votre demande" in stopped
    assert "Pas envoyé : webhook arrêté" in stopped
    refused = admin.post(page(endpoint, f"envois/{post.pk}/renvoyer/"))
    assert (refused.status_code, "Réactivez-le" in text(refused)) == (409, True)
    period = admin.post(page(endpoint), du="2026-11-23", au="2026-11-23")
    assert (period.status_code, "Réactivez-le" in text(period)) == (409, True)
    assert "Un essai part" in text(admin.get(admin.post(page(endpoint, "essai/"))["Location"]))
    assert WebhookPost.objects.filter(event="webhook.test", state="pending").count() == 1
    assert "Le webhook est actif." in text(admin.get(admin.post(page(endpoint, "reactiver/"))["Location"]))


def test_the_log_costs_the_same_whatever_its_length(admin: Browser, endpoint: WebhookEndpoint) -> None:
    admin.get(page(endpoint))
    with CaptureQueriesContext(connection) as few:
        assert admin.get(page(endpoint)).status_code == 200
    for number in range(2, 60):
        write(endpoint, number)
    with CaptureQueriesContext(connection) as many:
        assert "Page suivante" in text(admin.get(page(endpoint)))
    assert len(many) <= len(few) + 1


def test_what_is_older_than_the_log_is_not_shown(admin: Browser, post: WebhookPost) -> None:
    WebhookPost.objects.update(created_at=MONDAY_859 - timedelta(days=31))
    assert "Rien n’a encore été envoyé." in text(admin.get(page(post.endpoint)))
    assert admin.get(page(post.endpoint, f"envois/{post.pk}/")).status_code == 404
