"""At most two live secrets per program: the second one is put in place before the first is revoked."""

import hashlib
import hmac
import secrets
from datetime import datetime
from uuid import UUID

from allauth.idp.oidc.models import Client, Token
from django.db import transaction
from django.db.models import QuerySet

from foundation.errors import NotFound, Refusal
from foundation.tenancy import in_public
from sso.machines.clients import client_by_id
from sso.machines.models import MachineSecret

AT_MOST = 2
# Lets the scanners of source forges recognise a secret that somebody published.
PREFIX = "rdvsecret_"


class TooManySecrets(Refusal):
    code = "deux-secrets"
    sentence = (
        "Ce programme a déjà deux secrets. Révoquez celui qui ne sert plus avant d’en ajouter un autre."
    )


class UnknownSecret(NotFound):
    code = "secret-inconnu"
    sentence = "Ce programme n’a pas de secret valable qui porte cet identifiant."


def add_secret(client_id: UUID, *, now: datetime) -> tuple[MachineSecret, str]:
    """The row, and the secret in clear for the only time."""
    client = client_by_id(client_id)
    clear = PREFIX + secrets.token_urlsafe(32)
    with in_public(), transaction.atomic():
        Client.objects.select_for_update().get(pk=client.pk)
        if live_secrets(client.pk).count() >= AT_MOST:
            raise TooManySecrets
        row = MachineSecret.objects.create(client_id=client.pk, digest=_digest(clear), created_at=now)
    return row, clear


def check_secret(client_id: str, secret: str, *, now: datetime) -> bool:
    """In a transaction with what the secret opens: a revocation waits for it, then takes that away too."""
    digest = _digest(secret)
    found = next((row for row in live_secrets(client_id) if hmac.compare_digest(row.digest, digest)), None)
    return bool(found and live_secrets(client_id).filter(pk=found.pk).update(last_used_at=now))


def revoke_secret(client_id: UUID, secret_id: UUID, *, now: datetime) -> None:
    """The tokens of the program go with it: a stolen secret may have obtained some."""
    with in_public(), transaction.atomic():
        if not live_secrets(str(client_id)).filter(pk=secret_id).update(revoked_at=now):
            raise UnknownSecret
        Token.objects.filter(client_id=str(client_id)).delete()


def live_secrets(client_id: str) -> QuerySet[MachineSecret]:
    return MachineSecret.objects.filter(client_id=client_id, revoked_at=None).order_by("created_at")


def _digest(secret: str) -> str:
    """A bare hash is enough for 256 random bits, and outlives a change of SECRET_KEY."""
    return hashlib.sha256(secret.encode()).hexdigest()
