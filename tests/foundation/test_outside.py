"""No address that somebody chose leads inside, whatever it looks like and whatever its name answers."""

import socket
import ssl
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from foundation import bounded, clock
from foundation.outside import ForbiddenAddress, checked_url, is_public, post
from tests.foundation.courier.recorder import Recorder, certificate, running_recorder

HOOK = "hook.exemple.test"


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """A resolver of our own: each name to its addresses; one `then:name` is answered from the second time on."""
    known: dict[str, list[str]] = {}
    real = socket.getaddrinfo

    def resolve(host: Any, port: Any, *args: Any, **facts: Any) -> Any:
        if host not in known:
            return real(host, port, *args, **facts)
        addresses = known[host]
        known[host] = known.get(f"then:{host}", addresses)
        families = {True: socket.AF_INET6, False: socket.AF_INET}
        return [(families[":" in each], socket.SOCK_STREAM, 6, "", (each, port)) for each in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return known


@pytest.fixture
def recorder() -> Iterator[Recorder]:
    with running_recorder() as recorder:
        yield recorder


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.255.0.9", "0.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "100.100.100.200", "192.0.0.192", "198.18.0.1", "203.0.113.9", "224.0.1.1", "240.0.0.1",
        "255.255.255.255", "168.63.129.16", "::1", "::", "fe80::1", "fe80::1%2", "fc00::1", "fd00:ec2::254", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::1",
        "2001:db8::1", "2001:0:0:1::1", "64:ff9b:1::1",
    ],
)  # fmt: skip
def test_the_inside_is_known_under_all_its_names(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "51.91.1.1", "2001:41d0:1::1", "64:ff9b::808:808"])
def test_the_outside_is_outside(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://example.org/", "scheme"),
        ("ftp://example.org/", "scheme"),
        ("file:///etc/passwd", "url"),
        ("gopher://127.0.0.1:6379/_FLUSHALL", "scheme"),
        ("//example.org/", "scheme"),
        ("https://", "url"),
        ("", "url"),
        ("https://exa\nmple.org/", "url"),
        ("https://moi:secret@example.org/", "credentials"),
        ("https://example.org@127.0.0.1/", "credentials"),
        (f"https://example.org/{'a' * 2_000}", "url"),
        ("https://127.0.0.1/", "private"),
        ("https://127.1/", "private"),
        ("https://2130706433/", "private"),
        ("https://0x7f000001/", "private"),
        ("https://[::1]/", "private"),
        ("https://[::ffff:127.0.0.1]/", "private"),
        ("https://localhost/", "private"),
        ("https://169.254.169.254/latest/meta-data/", "private"),
    ],
)
def test_an_address_that_leads_inside_is_refused(url: str, code: str) -> None:
    with pytest.raises(ForbiddenAddress) as refused:
        checked_url(url)
    assert (refused.value.code, str(refused.value)) == (code, code)


def test_one_private_address_among_several_is_enough(names: dict[str, list[str]]) -> None:
    names[HOOK] = ["51.91.1.1", "10.0.0.1"]
    with pytest.raises(ForbiddenAddress, match="private"):
        checked_url(f"https://{HOOK}/")


def test_an_unknown_name_may_be_known_later(names: dict[str, list[str]]) -> None:
    with pytest.raises(httpx.ConnectError, match=r"^unknown host$"):
        checked_url("https://nulle-part.invalid/")


def test_the_demonstration_alone_speaks_to_this_machine(recorder: Recorder, settings: Any) -> None:
    with pytest.raises(ForbiddenAddress, match="scheme"):
        post(recorder.url, content=b"", headers={}, timeout=2)
    settings.DEMO = True
    assert post(recorder.url, content=b"{}", headers={"X-A": "b"}, timeout=2).status_code == 200
    with pytest.raises(ForbiddenAddress, match="scheme"):
        checked_url("http://10.0.0.1/")
    with pytest.raises(ForbiddenAddress, match="private"):
        checked_url("https://10.0.0.1/")
    assert [asked.headers["x-a"] for asked in recorder.asked] == ["b"]


def test_a_redirect_is_never_followed(recorder: Recorder, settings: Any) -> None:
    settings.DEMO = True
    recorder.status, recorder.headers = 307, {"Location": "http://169.254.169.254/"}
    with pytest.raises(ForbiddenAddress, match="redirect"):
        post(recorder.url, content=b"", headers={}, timeout=2)
    assert len(recorder.asked) == 1


def test_an_endless_answer_is_cut(recorder: Recorder, settings: Any) -> None:
    settings.DEMO = True
    recorder.body, recorder.endless = b"a" * 10_000, True
    assert len(post(recorder.url, content=b"", headers={}, timeout=2).content) == bounded.LARGEST_ANSWER


def test_a_compressed_answer_is_not_unpacked(recorder: Recorder, settings: Any) -> None:
    settings.DEMO = True
    recorder.headers, recorder.body = {"Content-Encoding": "gzip"}, b"not gzip at all"
    assert post(recorder.url, content=b"", headers={}, timeout=2).content == b"not gzip at all"
    assert recorder.asked[0].headers["accept-encoding"] == "identity"


def test_a_proxy_of_the_environment_is_not_used(
    recorder: Recorder, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEMO = True
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    assert post(recorder.url, content=b"", headers={}, timeout=2).status_code == 200


def test_the_next_address_is_tried_when_one_does_not_answer(
    recorder: Recorder, settings: Any, names: dict[str, list[str]]
) -> None:
    settings.DEMO = True
    names[HOOK] = ["127.0.0.2", "127.0.0.1"]
    assert post(f"http://{HOOK}:{recorder.port}/", content=b"", headers={}, timeout=2).status_code == 200
    assert recorder.asked[0].headers["host"] == f"{HOOK}:{recorder.port}"


@pytest.fixture
def secure(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Recorder]:
    """A server whose certificate names HOOK only, signed by an authority this process trusts."""
    settings.DEMO = True
    file = tmp_path / "hook.pem"
    file.write_bytes(certificate(HOOK))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    bounded.certificates.cache_clear()
    with running_recorder(context) as recorder:
        yield recorder
    bounded.certificates.cache_clear()


def test_the_connection_goes_to_what_was_checked(secure: Recorder, names: dict[str, list[str]]) -> None:
    names[HOOK] = ["127.0.0.1"]
    # Asked a second time, the name would lead elsewhere, where nobody answers.
    names[f"then:{HOOK}"] = ["127.0.0.9"]
    url = f"https://{HOOK}:{secure.port}/chemin?a=1"
    assert post(url, content=b"", headers={}, timeout=2).status_code == 200
    assert (secure.asked[0].path, secure.asked[0].headers["host"]) == (
        "/chemin?a=1",
        f"{HOOK}:{secure.port}",
    )


def test_headers_that_never_end_keep_no_worker(secure: Recorder, names: dict[str, list[str]]) -> None:
    names[HOOK], secure.dripping = ["127.0.0.1"], True
    began = clock.now()
    with pytest.raises(httpx.ReadTimeout):
        post(f"https://{HOOK}:{secure.port}/", content=b"", headers={}, timeout=0.5)
    assert clock.now() - began < timedelta(seconds=2)


def test_the_certificate_must_still_be_that_of_the_name(
    secure: Recorder, names: dict[str, list[str]]
) -> None:
    names["autre.exemple.test"] = ["127.0.0.1"]
    with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
        post(f"https://autre.exemple.test:{secure.port}/", content=b"", headers={}, timeout=2)
    assert secure.asked == []
