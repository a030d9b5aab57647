"""The provider's own logout: a page of theirs, where the browser must go."""

from urllib.parse import urlencode

from sso.providers.contracts import CONTRACTS, sign_in_url
from sso.providers.documents import addresses
from sso.providers.refusals import SignInRefused

RETURN_PATH = "/sso/sortie/retour/"


def end_session_url(provider: str, *, id_token: str, state: str) -> str:
    """Empty when there is nowhere to go: no token to show, provider not configured, or out of reach."""
    contract = CONTRACTS.get(provider)
    if contract is None or not contract.setting.issuer or not id_token:
        return ""
    try:
        page = addresses(contract)["end_session_endpoint"]
    except SignInRefused:
        return ""
    told = {
        "id_token_hint": id_token,
        "state": state,
        "post_logout_redirect_uri": sign_in_url(RETURN_PATH),
    }
    return f"{page}?{urlencode(told)}"
