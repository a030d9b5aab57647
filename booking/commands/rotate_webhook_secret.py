"""Change the key of an endpoint without losing a message: both sign while the other program changes its own."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from booking.commands.change_webhook import lock_endpoint
from booking.commands.webhook_secrets import OVERLAP, live_secrets, new_secret, sealed
from foundation.actors import Actor
from foundation.database.unit import unit_of_work
from foundation.errors import Refusal

# A double click shows the second key: it takes the place of the first, which nobody saw.
SAME_CLICK = timedelta(minutes=1)


class TwoKeysAlready(Refusal):
    code = "deux-cles-en-service"
    sentence = "Deux clés signent déjà vos messages. Retirez d’abord l’ancienne, puis changez de clé."


@unit_of_work
def rotate_webhook_secret(endpoint_id: UUID, *, by: Actor, now: datetime) -> str:
    """The new key, shown this once; the former dies within a day. Raises Forbidden, NotFound, TwoKeysAlready."""
    endpoint = lock_endpoint(endpoint_id, by=by)
    kept = live_secrets(endpoint, now)
    if len(kept) > 1 and now - kept[0].since > SAME_CLICK:
        raise TwoKeysAlready
    former = kept[1:] or [replace(each, until=now + OVERLAP) for each in kept]
    secret = new_secret(now)
    endpoint.secrets = sealed(endpoint_id, [secret, *former])
    endpoint.save(update_fields=["secrets"])
    return secret.text


@unit_of_work
def retire_webhook_secret(endpoint_id: UUID, *, by: Actor, now: datetime) -> None:
    """The former key signs nothing any more. Raises Forbidden, NotFound."""
    endpoint = lock_endpoint(endpoint_id, by=by)
    endpoint.secrets = sealed(endpoint_id, live_secrets(endpoint, now)[:1])
    endpoint.save(update_fields=["secrets"])
