"""Leave the provider too: what waits in the sign-in host's session until the browser comes back from there."""

import secrets

from django.contrib.sessions.backends.base import SessionBase

from foundation.sealing import Unsealable, unseal
from sso.accounts.platform_sessions import ID_TOKEN
from sso.providers.leaving import end_session_url
from sso.tickets.secrets import new_secret

LEAVING = "leaving"


def leave_provider(session: SessionBase, *, provider: str, id_token: str, host: str) -> str:
    """Where to end the provider's session, then to come back to `host`. `id_token` is sealed, as the row keeps it.

    Empty when the provider cannot be asked: what we opened is closed all the same.
    """
    state = new_secret()
    address = end_session_url(provider, id_token=_clear(id_token), state=state)
    if address:
        session[LEAVING] = {"state": state, "host": host}
    return address


def came_back(session: SessionBase, state: str) -> str | None:
    """The host that waits; None when this browser never left with this state. It serves once."""
    left = session.pop(LEAVING, None)
    if not left or not secrets.compare_digest(left["state"].encode(), state.encode(errors="replace")):
        return None
    host: str = left["host"]
    return host


def _clear(id_token: str) -> str:
    try:
        return unseal(ID_TOKEN, id_token) if id_token else ""
    except Unsealable:
        return ""
