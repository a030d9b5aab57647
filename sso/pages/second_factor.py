"""Allauth's second-factor pages, only those the team needs, in our face and on the sign-in host only."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.mfa.base.views import AuthenticateView, IndexView, ReauthenticateView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, ReauthenticateWebAuthnView, RemoveWebAuthnView
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse_lazy
from rest_framework.request import Request

from foundation.errors import Forbidden, SignInNeeded
from foundation.web.refusals import page
from sso.accounts.authentication import signed_in
from sso.accounts.programme import on_sign_in_host

HOME = reverse_lazy("mfa_index")
type View = Callable[..., HttpResponse]


class ConfirmWithKey(ReauthenticateWebAuthnView):
    def form_invalid(self, form: Any) -> HttpResponse:
        """The page again: allauth would lead to the sign-in page, which somebody signed in has no use for."""
        return self.render_to_response({**self.get_context_data(), "form": form})


def _here(view: View) -> View:
    """Only on the sign-in host: a key registered there is worth nothing elsewhere."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not on_sign_in_host(request):
            raise Http404
        response = view(request, *args, **kwargs)
        if request.method == "POST" and response.status_code == HTTPStatus.OK:
            # Allauth shows a refused form again as if all were well.
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        response.headers["Cache-Control"] = "private, no-store"
        return response

    return shown


def _for_the_team(view: View) -> View:
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        account = signed_in(Request(request))
        if account is None:
            return page(request, SignInNeeded())
        if not account.is_programme:
            return page(request, Forbidden())
        return view(request, *args, **kwargs)

    return _here(shown)


def _team(route: str, view: Any, template: str, name: str, **more: Any) -> URLPattern:
    return path(route, _for_the_team(view.as_view(template_name=template, **more)), name=name)


# Allauth looks its pages up by these names.
urlpatterns = [
    path(
        "verifier/",
        _here(AuthenticateView.as_view(template_name="sso/second_factor/verifier.html")),
        name="mfa_authenticate",
    ),
    _team("", IndexView, "sso/second_factor/accueil.html", "mfa_index"),
    _team("confirmer/", ReauthenticateView, "sso/second_factor/confirmer.html", "mfa_reauthenticate"),
    _team(
        "confirmer/cle/",
        ConfirmWithKey,
        "sso/second_factor/confirmer_cle.html",
        "mfa_reauthenticate_webauthn",
    ),
    _team("application/", ActivateTOTPView, "sso/second_factor/application.html", "mfa_activate_totp"),
    _team(
        "application/retirer/",
        DeactivateTOTPView,
        "sso/second_factor/application_retirer.html",
        "mfa_deactivate_totp",
    ),
    _team("cle/", AddWebAuthnView, "sso/second_factor/cle.html", "mfa_add_webauthn"),
    _team(
        "cle/<int:pk>/retirer/",
        RemoveWebAuthnView,
        "sso/second_factor/cle_retirer.html",
        "mfa_remove_webauthn",
        success_url=HOME,
    ),
    _team("codes/", ViewRecoveryCodesView, "sso/second_factor/codes.html", "mfa_view_recovery_codes"),
    _team(
        "codes/renouveler/",
        GenerateRecoveryCodesView,
        "sso/second_factor/codes_renouveler.html",
        "mfa_generate_recovery_codes",
    ),
]
