"""A visitor of one host, over HTTP: a browser reduced to cookies, redirections and forms."""

from http.cookies import SimpleCookie
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

import httpx

from project.demo.reading import Form, PageText

PATIENCE = 15.0
REDIRECTIONS = frozenset({301, 302, 303, 307, 308})
AT_MOST = 5


class CheckFailed(Exception):
    """One French sentence: what was expected, and what came."""


class Visitor:
    """Connects to 127.0.0.1 and names the host, as a name server is not needed to.

    `__Host-` cookies are `Secure`: on the loopback browsers accept and send them over plain http, and so do we.
    """

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        self.cookies: dict[str, str] = {}
        self.path = "/"
        # The loopback is never reached through a proxy.
        self._client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    @property
    def origin(self) -> str:
        return f"http://{self.host}:{self.port}"

    def get(self, address: str) -> PageText:
        return self._page(self._ask("GET", address))

    def send(self, form: Form, **values: str) -> PageText:
        """The form as a browser sends it: its hidden fields, what was typed, the button pressed."""
        absent = set(values) - set(form.fields) - {name for name, _ in form.buttons}
        if absent:
            raise CheckFailed(f"Le formulaire de {self.path} n’a pas de champ {', '.join(sorted(absent))}.")
        return self._page(self._ask("POST", form.action or self.path, {**form.fields, **values}))

    def _ask(self, method: str, address: str, data: dict[str, str] | None = None) -> httpx.Response:
        # Absolute links of the pages name the host; we always connect to the loopback.
        path = urljoin(f"{self.origin}{self.path}", address).removeprefix(self.origin)
        headers = {"Host": f"{self.host}:{self.port}", "Accept": "text/html"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if method == "POST":
            headers["Origin"] = self.origin
        answer = self._client.request(method, path, data=data, headers=headers)
        self.path = path
        self._keep(answer)
        return answer

    def _page(self, answer: httpx.Response) -> PageText:
        for _ in range(AT_MOST):
            if answer.status_code not in REDIRECTIONS:
                break
            answer = self._ask("GET", answer.headers["Location"])
        page = PageText(answer.text)
        if answer.status_code != httpx.codes.OK:
            raise CheckFailed(
                f"http://{self.host}{self.path} répond {answer.status_code} ({page.title or 'sans titre'})."
            )
        return page

    def _keep(self, answer: httpx.Response) -> None:
        for line in answer.headers.get_list("Set-Cookie"):
            for name, cookie in SimpleCookie(line).items():
                if cookie["max-age"] == "0":
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = cookie.value
