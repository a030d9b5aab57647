"""The second factor of the programme's team: an application's codes (TOTP) or a security key (WebAuthn).

Allauth keeps the factors and checks them, on the sign-in host only. Recovery codes replace a lost factor; alone they
are none.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

import qrcode
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from qrcode.image.svg import SvgPathFillImage

from foundation.sealing import seal, unseal
from sso.accounts.models import Account

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
SEALED = "second-factor"


def has_factor(account: Account, *kinds: str) -> bool:
    return Authenticator.objects.filter(user_id=account.pk, type__in=kinds or FACTORS).exists()


def proofs(request: HttpRequest, account: Account) -> list[datetime]:
    """When this session proved the second factor, the first time first."""
    records = get_authentication_records(request, account)
    return [datetime.fromtimestamp(each["at"], UTC) for each in records if each["method"] == "mfa"]


def proved_within(request: HttpRequest, account: Account, age: timedelta, *, now: datetime) -> bool:
    return any(now - each < age for each in proofs(request, account))


def forget_factors(account: Account) -> None:
    """Also what is done for somebody who lost theirs: they enrol again."""
    Authenticator.objects.filter(user_id=account.pk).delete()


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets are sealed at rest; keys belong to the sign-in host, whatever host the page was asked on."""

    def encrypt(self, text: str) -> str:
        return seal(SEALED, text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(SEALED, encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """Black on white, whatever the theme: telephones do not read the reverse."""
        drawn: bytes = qrcode.make(url, image_factory=SvgPathFillImage).to_string()
        return drawn.decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": settings.SIGN_IN_HOST, "name": settings.MFA_TOTP_ISSUER}

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        known = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Clé de sécurité {known + 1}"
