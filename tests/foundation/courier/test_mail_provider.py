"""E-mail by the API of a provider: what it is sent, and how its refusals are read."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from foundation.courier.failures import PermanentFailure, TemporaryFailure
from foundation.courier.mail import Attachment, Email, post_email
from project.connections import mailer
from tests.foundation.courier.recorder import Recorder, running_recorder

CONFIRMATION = Email(
    to="jeanne@example.org",
    subject="Rendez-vous confirmé : mardi 24 novembre à 9 h 20",
    text="Votre rendez-vous est confirmé.",
    html="<p>Votre rendez-vous est confirmé.</p>",
    attachments=(Attachment("rendez-vous.ics", b"BEGIN:VCALENDAR\r\n", "text/calendar"),),
    reply_to="r-1@reponses.example",
    sender_name="Ville d’Arras, état civil",
)
MAILJET = {"Status": "success", "To": [{"Email": "jeanne@example.org", "MessageID": 1, "MessageUUID": "u"}]}


@pytest.fixture
def provider(settings: Any) -> Iterator[Recorder]:
    with running_recorder() as recorder:
        recorder.body = b'{"messageId": "<1@relay.example>"}'
        settings.MAILERS = {"default": mailer(f"brevo://CLE@?api_url={recorder.url}")}
        yield recorder


def test_brevo_receives_everything_and_our_reference(provider: Recorder) -> None:
    post_email(CONFIRMATION, reference="41-7")
    (asked,) = provider.asked
    sent = json.loads(asked.body)
    assert (asked.path, asked.headers["api-key"]) == ("/smtp/email", "CLE")
    assert sent["sender"]["email"] == "ne-pas-repondre@rdv.localhost"
    assert [to["email"] for to in sent["to"]] == ["jeanne@example.org"]
    assert sent["replyTo"]["email"] == "r-1@reponses.example"
    assert sent["subject"] == CONFIRMATION.subject
    assert [piece["name"] for piece in sent["attachment"]] == ["rendez-vous.ics"]
    headers = {name.lower(): value for name, value in sent["headers"].items()}
    assert headers["message-id"] == "<41-7@rdv.localhost>"
    assert headers["auto-submitted"] == "auto-generated"
    assert json.loads(headers["x-mailin-custom"]) == {"reference": "41-7"}


def test_mailjet_receives_our_reference(provider: Recorder, settings: Any) -> None:
    settings.MAILERS = {"default": mailer(f"mailjet://CLE:SECRET@?api_url={provider.url}")}
    provider.body = json.dumps({"Messages": [MAILJET]}).encode()
    post_email(CONFIRMATION, reference="41-7")
    sent = json.loads(provider.asked[0].body)
    assert json.loads(sent["Globals"]["EventPayload"]) == {"reference": "41-7"}


def test_scaleway_receives_our_reference(provider: Recorder, settings: Any) -> None:
    settings.MAILERS = {"default": mailer(f"scaleway://SECRET@7-8?api_url={provider.url}")}
    provider.body = b'{"emails": [{"mail_rcpt": "jeanne@example.org", "status": "new", "message_id": "m"}]}'
    post_email(CONFIRMATION, reference="41-7")
    headers = {
        each["key"]: each["value"] for each in json.loads(provider.asked[0].body)["additional_headers"]
    }
    assert json.loads(headers["X-Metadata"]) == {"reference": "41-7"}


@pytest.mark.parametrize(
    ("status", "failure"),
    [
        (400, PermanentFailure),
        (401, TemporaryFailure),
        (402, TemporaryFailure),
        (429, TemporaryFailure),
        (500, TemporaryFailure),
    ],
)
def test_a_refusal_is_permanent_or_temporary_as_its_status_says(
    provider: Recorder, status: int, failure: type[Exception]
) -> None:
    provider.status = status
    with pytest.raises(failure, match=f"^email-{status}$"):
        post_email(CONFIRMATION, reference="1")


def test_a_provider_that_is_down_is_temporary(settings: Any) -> None:
    settings.MAILERS = {"default": mailer("brevo://CLE@?api_url=http://127.0.0.1:1/")}
    with pytest.raises(TemporaryFailure, match=r"^email-connectionerror$"):
        post_email(CONFIRMATION, reference="1")


def test_an_answer_that_cannot_be_read_was_a_yes(provider: Recorder) -> None:
    provider.body = b"<html>"
    post_email(CONFIRMATION, reference="1")
    assert len(provider.asked) == 1


def test_an_address_nobody_can_write_is_refused_for_good(provider: Recorder) -> None:
    with pytest.raises(PermanentFailure, match=r"^email-unreadable$"):
        post_email(Email(to="jeanne@@example", subject="a", text="b"), reference="1")
    assert provider.asked == []
