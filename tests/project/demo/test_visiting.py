"""The visitor of `rdv demo --check` against a server of the standard library."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

import pytest

from project.demo.inbox import wait_for
from project.demo.reading import Form
from project.demo.visiting import CheckFailed, Visitor


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/":
            self._answer(200, "", {"Set-Cookie": "__Host-session=abc; Secure; HttpOnly; Path=/"})
        elif self.path == "/gone/":
            self._answer(404, "<h1>Page introuvable</h1>")
        elif self.path == "/messages.json":
            self._answer(200, "[]")
        else:
            self._answer(200, f"<h1>{self.headers['Host']} {self.headers['Cookie']}</h1>")

    def do_POST(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        expected = self.headers["Origin"] == f"http://{self.headers['Host']}"
        where = f"/seen/?{sent['jeton'][0]}-{sent['nom'][0]}" if expected else "/gone/"
        self._answer(303, "", {"Location": where})

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing to tell."""

    def _answer(self, status: int, body: str, more: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(more or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body.encode())


@pytest.fixture
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def test_a_secure_cookie_is_kept_and_sent_on_the_loopback_and_the_host_is_named(port: int) -> None:
    with Visitor("arras.rdv.localhost", port) as visitor:
        visitor.get("/")
        page = visitor.get(f"http://arras.rdv.localhost:{port}/ailleurs/")
        elsewhere = visitor.get(f"http://rdv.localhost:{port}/ailleurs/")

    assert page.title == f"arras.rdv.localhost:{port} __Host-session=abc"
    assert elsewhere.title == f"rdv.localhost:{port} None"


def test_a_form_is_sent_with_its_hidden_fields_and_the_answer_is_followed(port: int) -> None:
    form = Form(action="/envoi/", method="post", fields={"jeton": "secret", "nom": ""})

    with Visitor("arras.rdv.localhost", port) as visitor:
        visitor.send(form, nom="Benali")

        assert visitor.path == "/seen/?secret-Benali"
        with pytest.raises(CheckFailed, match="n’a pas de champ courriel"):
            visitor.send(form, courriel="a@b.example")


def test_a_page_that_answers_otherwise_is_a_failure_in_one_sentence(port: int) -> None:
    with (
        Visitor("arras.rdv.localhost", port) as visitor,
        pytest.raises(CheckFailed, match=r"répond 404 \(Page introuvable\)"),
    ):
        visitor.get("/gone/")


def test_messages_that_never_come_are_named(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("project.demo.inbox.WAIT", 0.0)

    with pytest.raises(CheckFailed, match=r"l’e-mail de confirmation à a@b\.example.* ni le SMS"):
        wait_for(f"http://127.0.0.1:{port}/", email="a@b.example", phone="+33612345678", link="/r/abc/")
