import os
import signal
import smtplib
from email.message import EmailMessage
from typing import Any

import html5lib  # type: ignore[import-untyped]
import pytest

from tests.counterparts.mailbox.client import Mailbox
from tests.counterparts.processes import dies_with_its_parent, product_imports

SMS = {
    "to": "+33612345678",
    "text": "Mairie d'Arras : RDV <b>mardi</b> https://rdv.example/r/7Kq.",
    "sender": "Arras",
}


@pytest.fixture
def mailbox(mailbox_process: Mailbox) -> Mailbox:
    mailbox_process.empty()
    return mailbox_process


def deliver(mailbox: Mailbox, subject: str = "Rendez-vous confirmé", html: str = "") -> None:
    message = EmailMessage()
    message["From"], message["To"] = "Ville d’Arras <rdv@example.org>", "jeanne@example.org"
    message["Subject"] = subject
    message.set_content("Bonjour <Jeanne>,\nvotre lien : https://arras.example/r/7Kq\n")
    if html:
        message.add_alternative(html, subtype="html")
    message.add_attachment(
        b"BEGIN:VCALENDAR\r\n", maintype="text", subtype="calendar", filename="été 2026.ics"
    )
    with smtplib.SMTP("127.0.0.1", mailbox.smtp_port) as server:
        server.send_message(message)


def post_sms(mailbox: Mailbox, key: str = "", **changed: Any) -> Any:
    return mailbox.ask(
        "POST", "/sms", json={**SMS, **changed}, headers={"Idempotency-Key": key} if key else {}
    )


def valid(page: str) -> str:
    html5lib.HTMLParser(strict=True).parse(page)
    return page


def test_an_email_is_read_back_with_its_links_and_attachments(mailbox: Mailbox) -> None:
    deliver(mailbox, html="<p>Bonjour</p>")
    (message,) = mailbox.messages()
    assert (message["kind"], message["to"], message["subject"]) == (
        "email",
        "jeanne@example.org",
        "Rendez-vous confirmé",
    )
    assert message["sender"] == "Ville d’Arras <rdv@example.org>"
    assert message["links"] == ["https://arras.example/r/7Kq"]
    assert message["attachments"] == [{"name": "été 2026.ics", "mimetype": "text/calendar", "size": 17}]


def test_an_sms_asked_twice_with_one_key_is_sent_once(mailbox: Mailbox) -> None:
    first, again = post_sms(mailbox, "k1"), post_sms(mailbox, "k1")
    assert (first.status_code, first.json()) == (202, again.json())
    post_sms(mailbox, "k2")
    assert len(mailbox.messages()) == 2


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"to": "0612345678"}, 422),
        ({"text": " "}, 422),
        ({"sender": "1 Arras"}, 422),
        ({"to": "+33600000503"}, 503),
    ],
)
def test_the_gateway_refuses_what_an_operator_would(
    mailbox: Mailbox, changed: dict[str, str], status: int
) -> None:
    assert post_sms(mailbox, **changed).status_code == status
    assert mailbox.messages() == []


def test_a_body_that_is_no_json_is_refused(mailbox: Mailbox) -> None:
    assert mailbox.ask("POST", "/sms", content=b"<xml>").status_code == 400


def test_the_page_shows_everything_escaped_newest_first(mailbox: Mailbox) -> None:
    deliver(mailbox, subject="<script>alert(1)</script>")
    post_sms(mailbox)
    page = valid(mailbox.ask("GET", "/").text)
    assert "<script" not in page
    assert "<b>" not in page
    assert "&lt;script&gt;" in page
    assert page.index("par SMS") < page.index("&lt;script&gt;")
    assert "2 messages" in page


def test_an_empty_mailbox_says_what_to_do(mailbox: Mailbox) -> None:
    assert "Aucun message" in valid(mailbox.ask("GET", "/").text)


def test_an_email_has_its_page_and_its_html_a_sealed_frame(mailbox: Mailbox) -> None:
    deliver(mailbox, html="<h1>Bonjour</h1><script>alert(1)</script>")
    address = f"/courrier/{mailbox.messages()[0]['id']}/"
    page = valid(mailbox.ask("GET", address).text)
    assert "<script" not in page
    assert "&lt;Jeanne&gt;" in page
    frame = mailbox.ask("GET", f"{address}apercu/")
    assert frame.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    piece = mailbox.ask("GET", f"{address}pieces/0/")
    assert piece.content == b"BEGIN:VCALENDAR\r\n"
    assert piece.headers["content-disposition"].startswith("attachment;")


@pytest.mark.parametrize("path", ["/courrier/999/", "/courrier/999/pieces/0/", "/ailleurs/"])
def test_what_does_not_exist_is_a_page_that_says_so(mailbox: Mailbox, path: str) -> None:
    answer = mailbox.ask("GET", path)
    assert answer.status_code == 404
    assert "Message introuvable" in valid(answer.text)


def test_the_button_empties_the_mailbox(mailbox: Mailbox) -> None:
    post_sms(mailbox)
    assert mailbox.ask("POST", "/vider/").status_code == 303
    assert mailbox.messages() == []


def test_it_stops_when_asked() -> None:
    with Mailbox.start() as mailbox:
        os.kill(mailbox.pid, signal.SIGTERM)
        assert os.waitpid(mailbox.pid, 0)[1] == 0


def test_it_dies_with_its_parent() -> None:
    assert dies_with_its_parent(PARENT)


def test_it_imports_no_product_package() -> None:
    assert product_imports("mailbox") == []


PARENT = """
from tests.counterparts.mailbox.client import Mailbox
with Mailbox.start() as mailbox:
    print(mailbox.pid, flush=True)
    input()
"""
