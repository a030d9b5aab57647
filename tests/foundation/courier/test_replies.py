import json
import logging
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.courier.replies import EmailReply, replies

TO = "r-41-7@reponses.example"
ANSWER = "NON\n\nLe 24 nov. 2026 à 09:20, Ville <r@x> a écrit\u00a0:\n> Bonjour"
NO = [EmailReply(TO, "jeanne@example.org", "NON")]


def mime(text: str = ANSWER, html: str = "", **headers: str) -> bytes:
    message = EmailMessage()
    named = {"From": "Jeanne <jeanne@example.org>", "To": f"Ville <{TO}>", "Subject": "Re : Rendez-vous"}
    for name, value in (named | {name.replace("_", "-"): value for name, value in headers.items()}).items():
        message[name] = value
    if text:
        message.set_content(text)
    if html and text:
        message.add_alternative(html, subtype="html")
    elif html:
        message.set_content(html, subtype="html")
    return message.as_bytes()


def brevo(**changed: Any) -> dict[str, Any]:
    headers = {"From": "Jeanne <jeanne@example.org>", "To": TO, "Delivered-To": TO, "Received": ["a", "b"]}
    piece = {"Name": "carte.pdf", "ContentType": "application/pdf", "ContentLength": 9, "DownloadToken": "t"}
    return {"Uuid": ["u"], "Headers": headers, "RawTextBody": ANSWER, "Attachments": [piece], **changed}


def mailjet(**changed: Any) -> dict[str, Any]:
    headers = {"From": "Jeanne <jeanne@example.org>", "To": TO}
    told = {"Sender": "jeanne@example.org", "Recipient": TO, "Headers": headers, "Text-part": ANSWER}
    return {**told, "Parts": [{"ContentRef": "Attachment1", "Headers": {}}], **changed}


def test_a_reply_as_it_travels() -> None:
    assert replies("mime", mime()) == NO


def test_brevo_hands_over_several_without_their_attachments() -> None:
    assert replies("brevo", json.dumps({"items": [brevo(), brevo()]}).encode()) == NO * 2


def test_mailjet_hands_over_one() -> None:
    assert replies("mailjet", json.dumps(mailjet()).encode()) == NO


def test_a_reply_in_html_alone_is_read_too() -> None:
    html = (
        "<html><head><style>p{color:red}</style></head><body><p>Je viens</p><p>&agrave; 9&nbsp;h</p>"
        "<div>Le 24 nov. 2026 à 09:20, Ville a écrit&nbsp;:<blockquote><p>Bonjour</p></blockquote></div></body></html>"
    )
    (reply,) = replies("mime", mime(text="", html=html))
    assert reply.text.split() == ["Je", "viens", "à", "9", "h"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated"},
        {"Precedence": "bulk"},
        {"X_Autoreply": "yes"},
    ],
)
def test_an_automatic_answer_is_no_answer(headers: dict[str, str]) -> None:
    assert replies("mime", mime(**headers)) == []
    assert replies("mime", mime(Auto_Submitted="no")) == NO


@pytest.mark.parametrize("provider", ["brevo", "mailjet", "mime", "inconnu"])
@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'{"items": [1]}', b"From: a", b"\xff\xff", b"[" * 99_999]
)
def test_what_is_not_understood_is_nothing(provider: str, body: bytes) -> None:
    assert replies(provider, body) == []


def test_a_refused_reply_is_told_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        replies("brevo", b'{"items": "Je suis malade"}')
    assert [each.message for each in caplog.records] == ["reply not understood"]
    assert "malade" not in caplog.text


@given(st.sampled_from(["brevo", "mailjet", "mime"]), st.binary(max_size=400))
def test_a_stranger_s_bytes_never_raise(provider: str, body: bytes) -> None:
    replies(provider, body)
