"""Nobody leaves this host by the path they asked to arrive at."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sso.destinations import AFTER_SIGN_IN, safe_path

HOST = "https://arras.rdv.localhost"


@pytest.mark.parametrize(
    "path", ["/agent/", "/agent/agenda/2026-11-24/?vue=semaine#midi", "/rdv/passeport/", "/"]
)
def test_a_path_of_this_host_is_kept(path: str) -> None:
    assert safe_path(path) == path


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "agent/",
        "https://evil.example/",
        "http:evil.example",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example/",
        "/\t/evil.example/",
        "/\n/evil.example/",
        " //evil.example/",
        "/ /evil.example/",
        "javascript:alert(1)",
        "data:text/html,x",
        "/agent/\r\nSet-Cookie: a=b",
        "/agent/\x00",
        "/agent/\x85",
        "//pas-de-calais.rdv.localhost/agent/",
        "https://pas-de-calais.rdv.localhost/agent/",
        "/sso/depart/",
        "/sso/arrivee/?billet=x&etat=y",
        "/connexion/",
        "/deconnexion/",
        "/" + "a" * 2_000,
    ],
)
def test_anything_else_leads_to_the_agents_home(typed: str) -> None:
    assert safe_path(typed) == AFTER_SIGN_IN
    assert safe_path(typed, default="/") == "/"


@given(st.one_of(st.text(), st.from_regex(r"[/\\\s]{0,3}(//|https?:)?[\w.@:]{0,9}[/\\\s]?[\W\w]{0,9}")))
def test_no_invented_path_leaves_this_host(typed: str) -> None:
    path = safe_path(typed)
    went = urlsplit(urljoin(f"{HOST}/sso/arrivee/", path))
    assert (went.scheme, went.netloc) == ("https", "arras.rdv.localhost")
    assert not any(character in path for character in "\r\n\t\\ ")
