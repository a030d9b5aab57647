"""A visitor over HTTP: a browser reduced to cookies, redirections and forms, that goes from host to host."""

from collections import defaultdict
from http.cookies import SimpleCookie
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx

from project.demo.reading import Form, PageText

PATIENCE = 15.0
REDIRECTIONS = frozenset({301, 302, 303, 307, 308})
# An agent's way in: departure, sign-in host, provider and back.
AT_MOST = 12


class CheckFailed(Exception):
    """One French sentence: what was expected, and what came."""


class Visitor:
    """Connects to 127.0.0.1 and names the host, as a name server is not needed to.

    `__Host-` cookies are `Secure`: on the loopback browsers accept and send them over plain http, and so do we.
    Each host has its own cookies, as in a browser.
    """

    def __init__(self, host: str, port: int) -> None:
        self.origin = f"http://{host}:{port}"
        self.path = "/"
        self.cookies: defaultdict[str, dict[str, str]] = defaultdict(dict)
        # The loopback is never reached through a proxy.
        self._client = httpx.Client(timeout=PATIENCE, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    @property
    def host(self) -> str:
        return urlsplit(self.origin).hostname or ""

    def get(self, address: str) -> PageText:
        return self._page(self._ask("GET", address))

    def send(self, form: Form, **values: str) -> PageText:
        """The form as a browser sends it: its hidden fields, what was typed, the button pressed."""
        absent = set(values) - set(form.fields) - set(form.radios) - {name for name, _ in form.buttons}
        if absent:
            raise CheckFailed(f"Le formulaire de {self.path} n’a pas de champ {', '.join(sorted(absent))}.")
        asked = {**form.fields, **values}
        return self._page(
            self._ask("POST" if form.method == "post" else "GET", form.action or self.path, asked)
        )

    def _ask(self, method: str, address: str, data: dict[str, str] | None = None) -> httpx.Response:
        parts = urlsplit(urljoin(f"{self.origin}{self.path}", address))
        self.origin = f"http://{parts.netloc}"
        self.path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
        headers = {"Host": parts.netloc, "Accept": "text/html"}
        if known := self.cookies[parts.netloc]:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in known.items())
        if method == "POST":
            headers["Origin"] = self.origin
        where = f"http://127.0.0.1:{parts.port or 80}{self.path}"
        sent = {"params": data} if method == "GET" and data else {"data": data}
        answer = self._client.request(method, where, headers=headers, **sent)
        self._keep(answer, parts.netloc)
        return answer

    def _page(self, answer: httpx.Response) -> PageText:
        for _ in range(AT_MOST):
            if answer.status_code not in REDIRECTIONS:
                break
            answer = self._ask("GET", answer.headers["Location"])
        page = PageText(answer.text)
        if answer.status_code != httpx.codes.OK:
            raise CheckFailed(
                f"{self.origin}{self.path} répond {answer.status_code} ({page.title or 'sans titre'})."
            )
        return page

    def _keep(self, answer: httpx.Response, netloc: str) -> None:
        for line in answer.headers.get_list("Set-Cookie"):
            for name, cookie in SimpleCookie(line).items():
                self.cookies[netloc][name] = cookie.value
