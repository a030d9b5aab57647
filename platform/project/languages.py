"""In which language a citizen's page is written: what the person chose, else French. Agents always read French."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from foundation.languages import SOURCE, offered, spoken

# Pages of a tenant's host that no citizen opens; the rest is theirs.
NOT_THEIRS = ("/agent/", "/api/", "/retours/", "/connexion/", "/deconnexion/", "/sso/", "/sante/")
# Of a link in a message: « ?lang=uk ».
PARAMETER = "lang"
A_YEAR = 31_536_000


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """What the header offers. `here` is the page to come back to; `suggested` is what the browser asks for."""

    here: str
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
        languages = offered()
        if len(languages) == 1 or not hasattr(request, "tenant") or request.path.startswith(NOT_THEIRS):
            with translation.override(SOURCE):
                return self.get_response(request)
        asked = request.GET.get(PARAMETER, "")
        kept = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        chosen = asked if asked in languages else spoken(kept)
        request.language_choice = choice(request, chosen, decided=kept in languages)  # type: ignore[attr-defined]
        with translation.override(chosen):
            response = self.get_response(request)
            # A page may have gone on in the language of an rdv.
            written = translation.get_language() or chosen
        if asked == chosen != kept:
            remember(response, chosen)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie", "Accept-Language"])
            response.headers.setdefault("Content-Language", written)
        return response


def choice(request: HttpRequest, chosen: str, *, decided: bool) -> LanguageChoice:
    """Whoever decided is not asked again."""
    names = offered()
    query = request.GET.copy()
    query.pop(PARAMETER, None)
    here = f"{request.path}?{query.urlencode()}" if query else request.path
    suggested = "" if decided else preferred(request)
    if suggested in {"", chosen}:
        return LanguageChoice(here)
    query[PARAMETER] = suggested
    url = f"{request.path}?{query.urlencode()}"
    return LanguageChoice(here, suggested, names[suggested], url)


def preferred(request: HttpRequest) -> str:
    """The first language of the browser's list that is offered; empty when none is."""
    for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        for known in (code, code.split("-")[0]):
            if known in offered():
                return known
    return ""


def remember(response: HttpResponse, language: str) -> None:
    """A choice, not a trace: nothing in it tells one person from another."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=A_YEAR, secure=True, httponly=True, samesite="Lax"
    )
