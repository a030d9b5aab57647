"""Allauth's forms with our sentences, and one check more: a key speaks for this very host."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import CharField, HiddenInput, JSONField
from fido2.utils import websafe_decode

TOO_MANY = "Trop d’essais. Attendez cinq minutes, puis réessayez."
WRONG_CODE = "Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant, puis recopiez-le."
WRONG_KEY = "Cette clé n’a pas été reconnue. Recommencez avec une clé enregistrée ici."
NO_KEY = "Votre clé n’a pas répondu. Activez JavaScript, branchez la clé, puis recommencez."
SENTENCES = {"too_many_login_attempts": TOO_MANY, "rate_limited": TOO_MANY}


@contextmanager
def _said(otherwise: str) -> Iterator[None]:
    try:
        yield
    except ValidationError as error:
        raise ValidationError(SENTENCES.get(error.code or "", otherwise), code=error.code) from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        # Allauth reads what a browser sent as if a key had made it.
        raise ValidationError(otherwise, code="unreadable") from error


def _code_field(label: str) -> CharField:
    return CharField(label=label, max_length=40, error_messages={"required": "Saisissez le code."})


def _key_field() -> JSONField:
    return JSONField(widget=HiddenInput, error_messages={"required": NO_KEY, "invalid": WRONG_KEY})


class EnterCode(AuthenticateForm):
    code = _code_field("Code")

    def clean_code(self) -> str:
        with _said(WRONG_CODE):
            return str(super().clean_code())


class ConfirmCode(ReauthenticateForm):
    code = _code_field("Code")

    def clean_code(self) -> str:
        with _said(WRONG_CODE):
            return str(super().clean_code())


class ActivateApplication(ActivateTOTPForm):
    code = _code_field("Code affiché par l’application")

    def clean_code(self) -> str:
        with _said(WRONG_CODE):
            return str(super().clean_code())


class AddKey(AddWebAuthnForm):
    name = CharField(label="Nom de la clé", max_length=60, required=False)
    credential = _key_field()

    def clean(self) -> dict[str, Any]:
        with _said(WRONG_KEY):
            _of_this_host(self.cleaned_data.get("credential"))
            return dict(super().clean())


class EnterKey(AuthenticateWebAuthnForm):
    credential = _key_field()

    def clean_credential(self) -> Any:
        with _said(WRONG_KEY):
            _of_this_host(self.cleaned_data["credential"])
            return super().clean_credential()


class ConfirmKey(ReauthenticateWebAuthnForm):
    credential = _key_field()

    def clean_credential(self) -> Any:
        with _said(WRONG_KEY):
            _of_this_host(self.cleaned_data["credential"])
            return super().clean_credential()


def _of_this_host(credential: Any) -> None:
    """The library lets the hosts under ours speak for it: here they are the administrations'."""
    origin = json.loads(websafe_decode(credential["response"]["clientDataJSON"]))["origin"]
    if urlsplit(origin).hostname != settings.SIGN_IN_HOST:
        raise ValueError("another host")
