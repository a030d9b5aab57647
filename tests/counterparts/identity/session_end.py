"""`session/end`: the browser comes to close the provider's session, and goes back to the client."""

from tests.counterparts.identity import pages
from tests.counterparts.identity.demand import Malformed
from tests.counterparts.identity.keys import claims_if_ours
from tests.counterparts.identity.messages import Reply, Request, page, redirect
from tests.counterparts.identity.provider import Provider
from tests.counterparts.identity.registration import Client


def session_end(provider: Provider, request: Request) -> Reply:
    given = request.parameters
    try:
        client = _client(provider, request)
        if not given.get("state"):
            raise Malformed("invalid_request", "Paramètre absent : state.")
        if given.get("post_logout_redirect_uri") not in client.post_logout_redirect_uris:
            raise Malformed("invalid_request", "Cette adresse de retour n’est pas enregistrée.")
    except Malformed as refusal:
        return page(pages.refused(*refusal.args), 400)
    provider.store.sessions.take(request.cookies.get(provider.cookie, ""))
    cookie = f"{provider.cookie}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"
    return redirect(given["post_logout_redirect_uri"], {"state": given["state"]}, cookie)


def _client(provider: Provider, request: Request) -> Client:
    """Named by the ID token, which may have expired since; by `client_id` alone where the profile allows it."""
    given, profile = request.parameters, provider.profile
    if hint := given.get("id_token_hint"):
        claims = claims_if_ours(hint, provider.ring)
        if claims is None or (profile.hint_required and "at_hash" not in claims):
            raise Malformed("invalid_request", "id_token_hint n’est pas un jeton de ce fournisseur.")
        client_id = str(claims["aud"])
    elif profile.hint_required:
        raise Malformed(profile.refusal, "Paramètre absent : id_token_hint.")
    else:
        client_id = given.get("client_id", "")
    client = provider.store.registration.client(profile.slug, client_id)
    if client is None:
        raise Malformed("invalid_client", "Ce service n’est pas connu.")
    return client
