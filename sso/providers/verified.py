"""What a provider said of a person, once verified. Every text is a hint: cleaned, cut, never trusted as a key."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from foundation import clock
from sso.providers.refusals import AnswerUntrusted

SIRET = re.compile(r"[0-9]{14}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    provider: str
    sub: str
    acr: str
    amr: tuple[str, ...]
    auth_time: datetime
    id_token: str = field(repr=False)
    claims: Mapping[str, Any] = field(repr=False)

    def text(self, name: str, longest: int = 80) -> str:
        """One line without control signs; empty for what is not a text."""
        value = self.claims.get(name)
        if not isinstance(value, str):
            return ""
        return "".join(each for each in " ".join(value.split()) if each.isprintable())[:longest]

    @property
    def email(self) -> str:
        """Empty when there is none, or when it is no address."""
        email = self.text("email", 255)
        try:
            validate_email(email)
        except ValidationError:
            return ""
        return email if len(email) <= 254 else ""

    @property
    def given_name(self) -> str:
        """Some identity providers of ProConnect put the whole name here."""
        given, usual = self.text("given_name"), self.text("usual_name")
        shorter = given.removesuffix(f" {usual}") if usual else given
        return shorter or given

    @property
    def siret(self) -> str:
        siret = self.text("siret")
        return siret if SIRET.fullmatch(siret) else ""

    @property
    def roles(self) -> tuple[str, ...]:
        return _texts(self.claims.get("roles"))

    @property
    def birth_date(self) -> str:
        """ISO, or empty: FranceConnect leaves an unknown day or month at 00."""
        try:
            return date.fromisoformat(self.text("birthdate")).isoformat()
        except ValueError:
            return ""


def verified(
    provider: str, id_claims: Mapping[str, Any], userinfo: Mapping[str, Any], id_token: str
) -> Verified:
    acr = id_claims.get("acr")
    return Verified(
        provider=provider,
        sub=id_claims["sub"],
        acr=acr if isinstance(acr, str) else "",
        amr=_texts(id_claims.get("amr")),
        auth_time=_auth_time(id_claims),
        id_token=id_token,
        claims=userinfo,
    )


def _auth_time(id_claims: Mapping[str, Any]) -> datetime:
    """When the person proved who they are; without it, when the token was made."""
    instant = id_claims.get("auth_time", id_claims["iat"])
    try:
        moment = datetime.fromtimestamp(instant, UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        raise AnswerUntrusted("id-token-auth-time") from None
    if moment > clock.now() + timedelta(seconds=30):
        raise AnswerUntrusted("id-token-auth-time")
    return moment


def _texts(value: Any) -> tuple[str, ...]:
    """At most twenty short words: nobody has more roles or means."""
    listed = value if isinstance(value, list) else []
    return tuple(each[:60] for each in listed[:20] if isinstance(each, str) and each.isprintable())
