import re
from typing import Any

import pytest

from foundation.courier.failures import PermanentFailure, TemporaryFailure
from foundation.courier.mail import Attachment, Email, post_email
from project.connections import mailer
from tests.counterparts.mailbox.client import Mailbox


def confirmation(**changed: Any) -> Email:
    facts = {
        "to": "jeanne@example.org",
        "subject": "Rendez-vous confirmé : mardi 24 novembre à 9 h 20",
        "text": "Bonjour,\n\nVotre rendez-vous est confirmé.",
        "html": "<p>Votre rendez-vous est confirmé.</p>",
        "attachments": (Attachment("rendez-vous.ics", b"BEGIN:VCALENDAR\r\n", "text/calendar"),),
        "reply_to": "accueil@arras.example",
        "sender_name": "Ville d’Arras",
    }
    return Email(**{**facts, **changed})


def test_an_email_arrives_with_both_bodies_its_calendar_and_its_headers(mailbox: Mailbox) -> None:
    post_email(confirmation(), reference="41-7")
    (message,) = mailbox.messages()
    assert message["subject"] == "Rendez-vous confirmé : mardi 24 novembre à 9 h 20"
    assert message["text"].startswith("Bonjour,\n\nVotre rendez-vous est confirmé.")
    assert message["html"].startswith("<p>")
    assert [piece["name"] for piece in message["attachments"]] == ["rendez-vous.ics"]
    assert message["sender"] == "Ville d’Arras <ne-pas-repondre@rdv.localhost>"
    headers = message["headers"]
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Reply-To"] == "accueil@arras.example"
    assert headers["Message-ID"] == "<41-7@rdv.localhost>"


def test_a_plain_email_has_no_empty_parts(mailbox: Mailbox) -> None:
    post_email(confirmation(html="", attachments=(), reply_to="", sender_name=""), reference="1")
    (message,) = mailbox.messages()
    assert (message["html"], message["attachments"]) == ("", [])
    assert "Reply-To" not in message["headers"]


@pytest.mark.parametrize(
    ("to", "failure", "code"),
    [
        ("jeanne@inconnu.invalid", PermanentFailure, "email-550"),
        ("jeanne@plus-tard.invalid", TemporaryFailure, "email-451"),
    ],
)
def test_a_refused_address_is_permanent_or_temporary_as_the_server_says(
    mailbox: Mailbox, to: str, failure: type[Exception], code: str
) -> None:
    with pytest.raises(failure, match=f"^{code}$"):
        post_email(confirmation(to=to), reference="1")


def test_a_server_that_is_down_is_temporary(mailbox: Mailbox, settings: Any) -> None:
    settings.MAILERS = {"default": mailer("smtp://127.0.0.1:1")}
    with pytest.raises(TemporaryFailure, match=re.compile(r"^email-connectionrefusederror$")):
        post_email(confirmation(), reference="1")


def test_a_line_break_in_the_subject_is_refused_for_good(mailbox: Mailbox) -> None:
    with pytest.raises(PermanentFailure, match=r"^email-unreadable$"):
        post_email(confirmation(subject="Bonjour\nBcc: tous@example.org"), reference="1")
    assert mailbox.messages() == []


def test_without_a_server_an_email_is_refused_rather_than_lost(settings: Any) -> None:
    settings.MAILERS = {"default": mailer("")}
    with pytest.raises(PermanentFailure, match=r"^email-not-configured$"):
        post_email(confirmation(), reference="1")
