"""An address leads outside, over TLS: when it is declared, and again each time something leaves."""

from collections.abc import Callable
from typing import Any

import pytest

from booking.commands.change_webhook import change_webhook
from booking.commands.open_webhook import AT_MOST, TooManyWebhooks, WebhookKnown, open_webhook
from booking.commands.webhook_address import UnfitAddress
from booking.models import Participation, WebhookEndpoint
from foundation import clock
from foundation.actors import Actor, ActorKind
from foundation.errors import Forbidden
from tests.booking.commands.conftest import Office
from tests.booking.reactions.webhooks.telling import Told, wish

pytestmark = pytest.mark.django_db(transaction=True)
# An address, not a name: nothing is asked of a resolver.
OUTSIDE = "https://51.91.1.1/webhooks"


UNFIT = [
    ("http://51.91.1.1/", "doit commencer par https://"),
    ("ftp://51.91.1.1/", "doit commencer par https://"),
    ("https://moi:secret@51.91.1.1/", "ni de mot de passe"),
    ("https://127.0.0.1/", "réseau interne"),
    ("https://10.1.2.3/", "réseau interne"),
    ("https://169.254.169.254/latest/meta-data/", "réseau interne"),
    ("https://[::1]/", "réseau interne"),
    ("https://0x7f.1/", "réseau interne"),
    ("https://nulle-part.invalid/", "introuvable"),
    ("https://", "n’est pas lisible"),
    ("n’importe quoi", "n’est pas lisible"),
    (f"https://51.91.1.1/{'a' * 490}", "trop longue"),
]


def test_an_address_that_leads_inside_is_never_declared(office: Office, admin: Actor) -> None:
    for url, said in UNFIT:
        with pytest.raises(UnfitAddress) as refused:
            open_webhook(wish(url), by=admin, now=clock.now())
        assert said in refused.value.message, url
    assert not WebhookEndpoint.objects.exists()


def test_an_address_that_came_to_lead_inside_is_not_called(
    told: Told, book: Callable[..., Participation], settings: Any
) -> None:
    settings.DEMO = False
    WebhookEndpoint.objects.update(url=told.consumer.url.replace("http:", "https:"))
    book()
    assert told.work() == []
    assert told.posts()[0].last_status == "private"


def test_the_same_address_is_declared_once_however_it_is_written(office: Office, admin: Actor) -> None:
    endpoint, _ = open_webhook(wish(OUTSIDE), by=admin, now=clock.now())
    other, _ = open_webhook(wish(f"{OUTSIDE}/2"), by=admin, now=clock.now())
    for url in (OUTSIDE, f" {OUTSIDE.upper().replace('WEBHOOKS', 'webhooks')} ", f"{OUTSIDE}#ici"):
        with pytest.raises(WebhookKnown) as refused:
            open_webhook(wish(url), by=admin, now=clock.now())
        assert refused.value.context["endpoint_id"] == endpoint.pk
    with pytest.raises(WebhookKnown):
        change_webhook(other.pk, wish(OUTSIDE), by=admin)
    assert change_webhook(endpoint.pk, wish(OUTSIDE), by=admin).url == OUTSIDE


def test_ten_at_most(office: Office, admin: Actor) -> None:
    for number in range(AT_MOST):
        open_webhook(wish(f"{OUTSIDE}/{number}"), by=admin, now=clock.now())
    with pytest.raises(TooManyWebhooks):
        open_webhook(wish(OUTSIDE), by=admin, now=clock.now())
    assert WebhookEndpoint.objects.count() == AT_MOST


def test_who_is_no_administrator_declares_nothing(office: Office) -> None:
    with pytest.raises(Forbidden):
        open_webhook(wish(OUTSIDE), by=Actor(ActorKind.AGENT, id=office.agent.pk), now=clock.now())
