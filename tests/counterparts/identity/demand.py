"""The authorization request, held to the profile's contract."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.counterparts.identity.messages import Request
from tests.counterparts.identity.profiles import Profile
from tests.counterparts.identity.registration import Client, Registration


class Malformed(Exception):
    """Shown on a page of the provider: (code, explanation). The person is not sent back."""


class SentBack(Exception):
    """Told to the client at its callback: (error, explanation)."""


@dataclass(frozen=True)
class Demand:
    client: Client
    redirect_uri: str
    state: str
    nonce: str
    scopes: frozenset[str]
    prompts: frozenset[str]
    asked_in_id_token: frozenset[str]
    # Levels among which the answer must be, when `claims` says that acr is essential.
    essential_acr: frozenset[str]
    code_challenge: str
    login_hint: str


def read(request: Request, profile: Profile, registration: Registration) -> Demand:
    """Raises Malformed. What is only told to the client is for `check`, once it is known where to send back."""
    given = request.parameters
    _check_names(request, profile)
    client = registration.client(profile.slug, given["client_id"])
    if client is None:
        raise Malformed("invalid_client", "Ce service n’est pas connu.")
    if given["redirect_uri"] not in client.redirect_uris:
        raise Malformed("invalid_redirect_uri", "Cette adresse de retour n’est pas enregistrée.")
    asked = _claims(given.get("claims", "{}"), profile)
    return Demand(
        client=client,
        redirect_uri=given["redirect_uri"],
        state=given["state"],
        nonce=given["nonce"],
        scopes=frozenset(given["scope"].split()),
        prompts=frozenset(given.get("prompt", "").split()),
        asked_in_id_token=frozenset(asked) & {"acr", "amr"},
        essential_acr=_essential(asked.get("acr")),
        code_challenge=given.get("code_challenge", ""),
        login_hint=given.get("login_hint", ""),
    )


def check(demand: Demand, given: Mapping[str, str], profile: Profile) -> None:
    """Raises SentBack."""
    if given["response_type"] != "code":
        raise SentBack("unsupported_response_type", "only code is supported")
    if "openid" not in demand.scopes:
        raise SentBack("invalid_request", "openid scope must be requested")
    if unknown := demand.scopes - profile.scopes.keys():
        raise SentBack("invalid_scope", f"unknown scopes: {' '.join(sorted(unknown))}")
    if not demand.prompts <= profile.prompts:
        raise SentBack("invalid_request", "unsupported prompt value requested")
    # A challenge without method means `plain` in the standard.
    if demand.code_challenge and given.get("code_challenge_method") != "S256":
        raise SentBack("invalid_request", "code_challenge_method must be S256")


def _check_names(request: Request, profile: Profile) -> None:
    given = request.parameters
    if unlisted := given.keys() - profile.required - profile.optional:
        raise Malformed(profile.refusal, f"Paramètre inattendu : {', '.join(sorted(unlisted))}.")
    if request.repeated:
        raise Malformed(profile.refusal, f"Paramètre répété : {', '.join(sorted(request.repeated))}.")
    if missing := profile.required - {name for name, value in given.items() if value}:
        raise Malformed(profile.refusal, f"Paramètre absent : {', '.join(sorted(missing))}.")
    for name, length in profile.shortest.items():
        if len(given[name]) < length:
            raise Malformed(profile.refusal, f"{name} compte moins de {length} caractères.")
    if profile.acr_values and given["acr_values"] not in profile.acr_values:
        raise Malformed(profile.refusal, f"acr_values vaut {' ou '.join(profile.acr_values)}.")
    if "@" not in given.get("login_hint", "@"):
        raise Malformed(profile.refusal, "login_hint n’est pas une adresse électronique.")
    if len(given.get("siret_hint", "0" * 14)) != 14:
        raise Malformed(profile.refusal, "siret_hint ne compte pas 14 caractères.")


def _claims(text: str, profile: Profile) -> dict[str, Any]:
    try:
        asked = json.loads(text)
        return dict(asked.get("id_token", {}))
    except (ValueError, AttributeError, TypeError) as error:
        raise Malformed(profile.refusal, "claims n’est pas un objet JSON.") from error


def _essential(acr: Any) -> frozenset[str]:
    if not isinstance(acr, dict) or not acr.get("essential"):
        return frozenset()
    return frozenset(acr.get("values", [acr["value"]] if "value" in acr else []))
