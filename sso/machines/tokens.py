"""Whose token is it? Asked at each call, so that a revocation is seen at once."""

from uuid import UUID

from allauth.idp.oidc.models import Token

from foundation import clock
from foundation.machines import MachineIdentity
from foundation.tenancy import current, in_public
from sso.machines.clients import is_closed


def machine_of_token(token: str) -> MachineIdentity | None:
    """None when unknown, revoked, expired, for another administration, for none, or of a closed program."""
    here = current().url("/")
    live = Token.objects.by_value(token).filter(type=Token.Type.ACCESS_TOKEN, expires_at__gt=clock.now())
    with in_public():
        found = live.select_related("client").first()
    if found is None or found.client is None or is_closed(found.client) or found.get_resources() != [here]:
        return None
    return MachineIdentity(
        client_id=UUID(found.client.pk),
        name=found.client.name,
        # A right taken back from the program is gone from the tokens it holds.
        scopes=frozenset(found.get_scopes()) & frozenset(found.client.get_scopes()),
    )
