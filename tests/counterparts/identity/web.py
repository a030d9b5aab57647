"""The HTTP side: addresses of both profiles, one record of what was asked, one place where replies leave."""

import time
from collections import Counter
from collections.abc import Callable
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.counterparts.identity import control, pages
from tests.counterparts.identity.authorize import authorize, interaction
from tests.counterparts.identity.discovery import discovery, jwks
from tests.counterparts.identity.messages import Reply, Request, page, redirect
from tests.counterparts.identity.profiles import PROFILES
from tests.counterparts.identity.provider import Provider
from tests.counterparts.identity.session_end import session_end
from tests.counterparts.identity.store import Store
from tests.counterparts.identity.tokens import token
from tests.counterparts.identity.userinfo import userinfo
from tests.counterparts.serving import ROOT

STYLE = Path(__file__).with_name("style.css")
LARGEST_BODY = 1_000_000
ENDPOINTS: dict[str, tuple[str, Callable[[Provider, Request], Reply]]] = {
    ".well-known/openid-configuration": ("discovery", discovery),
    "ailleurs": ("elsewhere", discovery),
    "jwks": ("jwks", jwks),
    "authorize": ("authorize", authorize),
    "interaction": ("interaction", interaction),
    "token": ("token", token),
    "userinfo": ("userinfo", userinfo),
    "session/end": ("session/end", session_end),
}


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, store: Store, port: int, host_name: str, key: str) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        origin = f"http://{host_name}:{self.server_address[1]}"
        self.store, self.key = store, key
        self.providers = [Provider(profile, origin, store) for profile in PROFILES.values()]

    def reply(self, request: Request) -> Reply:
        if request.path.startswith(ROOT):
            return control.steer(self.store, self.key, request)
        for provider in self.providers:
            if request.path.startswith(provider.root + "/"):
                return self._provider_reply(provider, request)
        return self._own_page(request)

    def _provider_reply(self, provider: Provider, request: Request) -> Reply:
        path = request.path.removeprefix(provider.root + "/")
        name, answer = ENDPOINTS.get("interaction" if path.startswith("interaction/") else path, ("", None))
        if answer is None:
            return _missing()
        self.store.requests.append(
            {
                "profile": provider.profile.slug,
                "endpoint": name,
                "path": request.path,
                "method": request.method,
                "parameters": dict(request.parameters),
            }
        )
        return provider.bend(f"reply/{name}", answer(provider, request))

    def _own_page(self, request: Request) -> Reply:
        cookies, sessions = request.cookies, self.store.sessions
        match request.method, request.path:
            case "GET", "/style.css":
                return Reply(kind="text/css; charset=utf-8", body=STYLE.read_bytes())
            case "GET", "/":
                held = {at.profile.slug: sessions.get(cookies.get(at.cookie, "")) for at in self.providers}
                return page(pages.home(held))
            case "POST", "/quitter/":
                for at in self.providers:
                    sessions.take(cookies.get(at.cookie, ""))
                return redirect("/")
        return _missing()


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    # Headers and body leave in two writes: Nagle would hold the second one back.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def do_PUT(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: standard output says `ready` once, and is read by whoever started us."""

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        if length > LARGEST_BODY:
            self.close_connection = True
            self._send(Reply(413))
            return
        self._send(self.server.reply(self._request(self.rfile.read(length))))

    def _request(self, body: bytes) -> Request:
        address = urlsplit(self.path)
        form = "application/x-www-form-urlencoded" in self.headers.get("Content-Type", "")
        given = parse_qsl(body.decode(errors="replace") if form else address.query, keep_blank_values=True)
        times = Counter(name for name, _ in given)
        return Request(
            method=self.command,
            path=address.path,
            parameters=dict(given),
            repeated=frozenset(name for name, count in times.items() if count > 1),
            headers={name.lower(): value for name, value in self.headers.items()},
            cookies={name: held.value for name, held in SimpleCookie(self.headers.get("Cookie", "")).items()},
            body=body,
        )

    def _send(self, reply: Reply) -> None:
        time.sleep(reply.delay)
        self.send_response(reply.status)
        headers = {
            "Content-Type": reply.kind,
            "Content-Length": str(len(reply.body)),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
            **reply.headers,
        }
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(reply.body)
        except OSError:
            # A client that gave up: the slow and the huge replies are made for that.
            self.close_connection = True


def _missing() -> Reply:
    return page(pages.refused("not_found", "Cette page n’existe pas."), 404)
