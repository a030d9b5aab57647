"""A browser reduced to what a sign-in needs: redirects followed by hand, cookies kept, one form filled."""

import re
from html import unescape
from typing import Any
from urllib.parse import urljoin

import httpx

from tests.counterparts.counterpart import LOOPBACK

FORM = re.compile(r'<form method="post" action="([^"]+)"')
BUTTON = re.compile(r'<button name="person" value="([^"]*)"')
REASON = re.compile(r'<p class="reason"><strong>([^<]*)</strong> ?([^<]*)</p>')


class Refused(Exception):
    """The provider showed an error page instead of sending the person back: (code, explanation)."""


class Browser:
    """Keeps the provider's cookies: a second sign-in of the same browser is silent."""

    def __init__(self) -> None:
        self.cookies = httpx.Cookies()

    def sign_in(self, authorize_url: str, person_sub: str) -> str:
        """Answers the address of the client's callback, not visited. Raises Refused."""
        page = self._go("GET", authorize_url)
        if page.is_redirect:
            return page.headers["location"]
        _check(page)
        offered = [unescape(value) for value in BUTTON.findall(page.text)]
        if person_sub not in offered:
            raise LookupError(f"{person_sub!r} is not among {offered}")
        return self._choose(page, {"person": person_sub})

    def decline(self, authorize_url: str) -> str:
        """The person goes back without signing in: the callback carries access_denied."""
        page = self._go("GET", authorize_url)
        _check(page)
        return self._choose(page, {"decline": "1"})

    def end_session(self, end_session_url: str) -> str:
        """Answers the address the provider sends back to, not visited. Raises Refused."""
        answer = self._go("GET", end_session_url)
        _check(answer)
        return answer.headers["location"]

    def _go(self, method: str, url: str, **facts: Any) -> httpx.Response:
        with httpx.Client(cookies=self.cookies, timeout=10, **LOOPBACK) as http:
            answer = http.request(method, url, **facts)
            self.cookies = http.cookies
        return answer

    def _choose(self, page: httpx.Response, data: dict[str, str]) -> str:
        form = FORM.search(page.text)
        assert form is not None, page.text
        answer = self._go("POST", urljoin(str(page.url), unescape(form[1])), data=data)
        _check(answer)
        return answer.headers["location"]


def sign_in(authorize_url: str, person_sub: str) -> str:
    """As a browser that was never here: see Browser.sign_in."""
    return Browser().sign_in(authorize_url, person_sub)


def _check(answer: httpx.Response) -> None:
    if answer.is_error:
        reason = REASON.search(answer.text)
        raise Refused(*(map(unescape, reason.groups()) if reason else (str(answer.status_code), answer.text)))
