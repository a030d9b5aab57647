"""The key is known to the program and to nobody else, and changes without losing a message."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from booking.commands.rotate_webhook_secret import (
    TwoKeysAlready,
    retire_webhook_secret,
    rotate_webhook_secret,
)
from booking.models import Participation, WebhookEndpoint
from foundation import clock
from foundation.actors import Actor
from tests.booking.commands.conftest import NINE, Office
from tests.booking.reactions.webhooks.telling import Told, book_at

pytestmark = pytest.mark.django_db(transaction=True)
type Book = Callable[..., Participation]
HOUR = timedelta(hours=1)


def test_a_key_is_a_standard_one_and_sealed_at_rest(told: Told) -> None:
    (secret,) = told.secrets
    assert secret.startswith("whsec_")
    assert len(secret) == len("whsec_") + 44
    assert secret not in told.endpoint.secrets
    assert secret[6:] not in told.endpoint.secrets


def test_while_it_changes_both_keys_sign_then_the_new_one_alone(
    told: Told, office: Office, admin: Actor, monday: time_machine.Traveller
) -> None:
    told.secrets.append(rotate_webhook_secret(told.endpoint_id, by=admin, now=clock.now()))
    book_at(office, NINE)
    (call,) = told.work()
    assert call["signed_by"] == [0, 1]
    assert len(call["signature"].split()) == 2
    monday.shift(25 * HOUR)
    book_at(office, NINE + 24 * HOUR)
    assert told.work()[-1]["signed_by"] == [1]


def test_the_former_key_is_retired_on_demand(told: Told, book: Book, admin: Actor) -> None:
    told.secrets.append(rotate_webhook_secret(told.endpoint_id, by=admin, now=clock.now()))
    retire_webhook_secret(told.endpoint_id, by=admin, now=clock.now())
    book()
    assert told.work()[0]["signed_by"] == [1]


def test_a_double_click_keeps_the_key_in_service_and_the_one_that_is_seen(
    told: Told, book: Book, admin: Actor, monday: time_machine.Traveller
) -> None:
    unseen = rotate_webhook_secret(told.endpoint_id, by=admin, now=clock.now())
    seen = rotate_webhook_secret(told.endpoint_id, by=admin, now=clock.now())
    told.secrets += [unseen, seen]
    book()
    assert told.work()[0]["signed_by"] == [0, 2]
    monday.shift(HOUR)
    with pytest.raises(TwoKeysAlready):
        rotate_webhook_secret(told.endpoint_id, by=admin, now=clock.now())


def test_a_program_with_another_key_refuses_and_is_told_again(
    told: Told, book: Book, monday: time_machine.Traveller
) -> None:
    ours, told.secrets = told.secrets, ["whsec_" + "QUJD" * 11]
    book()
    assert told.work()[0]["answered"] == 401
    assert told.posts()[0].last_status == "401"
    told.secrets = ours
    monday.shift(11)
    assert told.work()[1]["answered"] == 204


def test_a_key_that_cannot_be_read_any_more_sends_nothing_unsigned(
    told: Told, book: Book, admin: Actor, settings: Any, monday: time_machine.Traveller
) -> None:
    """The secret of the installation was changed without its fallback."""
    settings.SECRET_KEY = "une autre clé, tout aussi longue, de cette installation"
    book()
    assert told.work() == []
    assert told.posts()[0].last_status == "no-key"
    told.secrets = [rotate_webhook_secret(told.endpoint_id, by=admin, now=clock.now())]
    monday.shift(11)
    assert told.work()[0]["signed_by"] == [0]


def test_a_key_copied_to_another_endpoint_opens_nothing(told: Told, book: Book) -> None:
    copy = WebhookEndpoint.objects.create(
        url=f"{told.consumer.url}/copie", secrets=told.endpoint.secrets, created_at=clock.now()
    )
    book()
    assert len(told.work()) == 1
    assert copy.posts.get().last_status == "no-key"
