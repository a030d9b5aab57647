"""In which language a citizen's page is written: what the person chose, else French. Agents always read French."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import escape_leading_slashes
from django.utils.translation.trans_real import parse_accept_lang_header
from redis.exceptions import RedisError

from foundation import ports
from foundation.languages import PARAMETER, SOURCE, offered, spoken

# Pages of a tenant's host that no citizen opens; the rest is theirs.
NOT_THEIRS = ("/agent/", "/api/", "/retours/", "/connexion/", "/deconnexion/", "/sso/", "/sante/")
# In the frame of another site, no cookie is read nor set, and a shared cache keeps the page: its address says all.
FRAMED = "/integrer/"
A_YEAR = 31_536_000


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """What the header offers. `here` is the page to come back to; `suggested` is what the browser asks for."""

    here: str
    offered: Mapping[str, str]
    suggested: str = ""
    suggested_name: str = ""
    suggested_url: str = ""

    @property
    def name(self) -> str:
        """Of the language that the page is written in."""
        return offered()[spoken(translation.get_language() or SOURCE)]


class LanguageMiddleware:
    """After the host is known: the public host speaks French, like the agents who open it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if len(offered()) == 1 or not hasattr(request, "tenant") or request.path.startswith(NOT_THEIRS):
            with translation.override(SOURCE):
                return self.get_response(request)
        languages = offered_here()
        asked = request.GET.get(PARAMETER, "")
        framed = request.path.startswith(FRAMED)
        kept = "" if framed else request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        chosen = asked if asked in languages else kept if kept in languages else SOURCE
        request.language_choice = choice(  # type: ignore[attr-defined]
            request, chosen, languages, decided=kept in languages
        )
        with translation.override(chosen):
            response = self.get_response(request)
            # A page may have gone on in the language of an rdv.
            written = translation.get_language() or chosen
        if framed:
            return response
        if asked == chosen != kept:
            remember(response, chosen)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie", "Accept-Language"])
            response.headers.setdefault("Content-Language", written)
        return response


def offered_here() -> Mapping[str, str]:
    """Those this administration keeps. A page is shown even when nothing can be read: it then says why."""
    try:
        return ports.languages()
    except (DatabaseError, RedisError):
        return offered()


def choice(
    request: HttpRequest, chosen: str, languages: Mapping[str, str], *, decided: bool
) -> LanguageChoice:
    """Whoever decided is not asked again."""
    query = request.GET.copy()
    query.pop(PARAMETER, None)
    # « //elsewhere » is a path of this host, and would be a link to another.
    path = escape_leading_slashes(request.path)
    here = f"{path}?{query.urlencode()}" if query else path
    suggested = "" if decided else preferred(request, languages)
    if suggested in {"", chosen}:
        return LanguageChoice(here, languages)
    query[PARAMETER] = suggested
    return LanguageChoice(here, languages, suggested, languages[suggested], f"{path}?{query.urlencode()}")


def preferred(request: HttpRequest, languages: Mapping[str, str]) -> str:
    """The first language of the browser's list that is offered; empty when none is."""
    for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        for known in (code, code.split("-")[0]):
            if known in languages:
                return known
    return ""


def remember(response: HttpResponse, language: str) -> None:
    """A choice, not a trace: nothing in it tells one person from another."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=A_YEAR, secure=True, httponly=True, samesite="Lax"
    )
