"""Who can sign in at the identity server during the journeys."""

from typing import Any


def professional(sub: str, first_name: str, last_name: str, email: str, **claims: Any) -> dict[str, Any]:
    known = {
        "given_name": first_name,
        "usual_name": last_name,
        "email": email,
        "uid": sub,
        "siret": "21620041000010",
        "idp_id": "journeys",
        "organization_label": "Ville d’Arras",
        "roles": ["agent_public", "agent_public_territorial"],
    }
    return _person("proconnect", sub, f"{first_name} {last_name}", known | claims, acr="eidas1-mfa")


def citizen(sub: str, first_name: str, last_name: str, email: str, **claims: Any) -> dict[str, Any]:
    known = {
        "given_name": first_name,
        "given_name_array": [first_name],
        "family_name": last_name,
        "birthdate": "1986-03-14",
        "email": email,
    }
    return _person("franceconnect", sub, f"{first_name} {last_name}", known | claims, acr="eidas1")


def _person(profile: str, sub: str, label: str, claims: dict[str, Any], *, acr: str) -> dict[str, Any]:
    return {
        "profile": profile,
        "sub": sub,
        "label": label,
        "acr": acr,
        "amr": ["pwd", "otp"],
        "claims": claims,
    }
