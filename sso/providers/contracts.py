"""What each identity provider is asked, and what of its answer is believed: all that differs between the two.

ProConnect and FranceConnect v2 publish strict contracts: one parameter too many is an error page of theirs.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from sso.providers.levels import FLOOR, at_least


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """`id` names the provider in addresses, states, rows and logs."""

    id: str
    name: str
    scopes: tuple[str, ...]
    # FranceConnect refuses any parameter that is not in its list, PKCE's included.
    pkce: bool
    # How a level is asked: `claims` (OpenID Connect 5.5) or the older `acr_values`.
    asks_by_claims: bool

    @property
    def callback_path(self) -> str:
        return f"/sso/{self.id}/retour/"

    @property
    def setting(self) -> Any:
        """Issuer and client, read at each use; without an issuer this instance has no such provider."""
        return getattr(settings, self.id.upper())

    def level_parameters(self, minimum: str) -> dict[str, Any]:
        if not self.asks_by_claims:
            return {"acr_values": minimum}
        acr = {"essential": True, "values": at_least(minimum)}
        return {"claims": {"id_token": {"acr": acr, "amr": None}}}

    @property
    def minimum(self) -> str:
        """The level that the instance wants."""
        return settings.PROCONNECT_MINIMUM_ACR if self is PROCONNECT else FLOOR


PROCONNECT = Contract(
    id="proconnect",
    name="ProConnect",
    scopes=(
        *("openid", "given_name", "usual_name", "email", "uid"),
        *("siret", "idp_id", "roles", "organization_label"),
    ),
    pkce=True,
    asks_by_claims=True,
)
FRANCECONNECT = Contract(
    id="franceconnect",
    name="FranceConnect",
    scopes=("openid", "given_name", "family_name", "email", "birthdate"),
    pkce=False,
    asks_by_claims=False,
)
CONTRACTS = {contract.id: contract for contract in (PROCONNECT, FRANCECONNECT)}


def sign_in_url(path: str) -> str:
    """On the sign-in host, the only one the providers know; never taken from a request."""
    port = f":{settings.LINK_PORT}" if settings.LINK_PORT else ""
    return f"{settings.LINK_SCHEME}://{settings.SIGN_IN_HOST}{port}{path}"
