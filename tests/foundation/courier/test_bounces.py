import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.courier.bounces import Bounce, BounceKind, bounces

BREVO = {
    "email": "jeanne@example.org",
    "message-id": "<41-7@rdv.localhost>",
    "ts_epoch": 1604933654000,
    "X-Mailin-custom": '{"reference": "41-7"}',
}
MAILJET = {
    "email": "jeanne@example.org",
    "time": 1604933654,
    "MessageID": 9,
    "Payload": '{"reference": "41-7"}',
}


def told(value: Any) -> bytes:
    return json.dumps(value).encode()


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        ("hard_bounce", "hard"),
        ("invalid_email", "hard"),
        ("soft_bounce", "soft"),
        ("blocked", "hard"),
        ("spam", "complaint"),
        ("complaint", "complaint"),
    ],
)
def test_brevo_says_what_became_of_an_email(event: str, kind: str) -> None:
    expected = [Bounce("41-7", BounceKind(kind), "jeanne@example.org")]
    assert bounces("brevo", told({**BREVO, "event": event})) == expected


@pytest.mark.parametrize("event", ["delivered", "request", "deferred", "unique_opened", "click", "nouveau"])
def test_what_is_no_bounce_is_none(event: str) -> None:
    assert bounces("brevo", told({**BREVO, "event": event})) == []


def test_without_metadata_the_message_id_tells() -> None:
    bare = {name: value for name, value in BREVO.items() if name != "X-Mailin-custom"}
    assert bounces("brevo", told({**bare, "event": "spam"}))[0].reference == "41-7"


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({"event": "bounce", "hard_bounce": True, "error": "user unknown"}, "hard"),
        ({"event": "bounce", "hard_bounce": False, "error": "quota exceeded"}, "soft"),
        ({"event": "blocked", "hard_bounce": False, "error": "content blocked"}, "soft"),
        ({"event": "blocked", "hard_bounce": False, "error": "spam reporter"}, "complaint"),
        ({"event": "spam", "source": "JMRPP"}, "complaint"),
    ],
)
def test_mailjet_says_what_became_of_an_email(facts: dict[str, object], kind: str) -> None:
    expected = Bounce("41-7", BounceKind(kind), "jeanne@example.org")
    assert bounces("mailjet", told({**MAILJET, **facts})) == [expected]
    assert bounces("mailjet", told([{**MAILJET, **facts}] * 2)) == [expected] * 2


@pytest.mark.parametrize("provider", ["brevo", "mailjet", "inconnu"])
@pytest.mark.parametrize(
    "body", [b"", b"{", b"[1]", b"null", b'"a"', b"{}", b'{"event": "spam", "email": 3}', b"[" * 100_000]
)
def test_what_is_not_understood_is_nothing(provider: str, body: bytes) -> None:
    found = bounces(provider, body)
    assert not found or found == [Bounce("", BounceKind.COMPLAINT, "3")]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["event", "email", "ts_epoch", "time", "Payload", "X-Mailin-custom", "error"]),
            inner,
        )
    ),
    max_leaves=8,
)


@given(st.sampled_from(["brevo", "mailjet"]), JSON)
def test_a_stranger_s_json_never_raises(provider: str, value: Any) -> None:
    bounces(provider, told(value))
