"""A program that calls the API: a confidential client of allauth's table, which may only ask tokens for itself."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from allauth.idp.oidc.models import Client
from django.contrib.auth.hashers import make_password
from django.db import transaction

from foundation.errors import NotFound, Refusal
from foundation.tenancy import in_public
from sso.machines.models import MachineSecret

LONGEST_NAME = 100
CLOSED = "disabled_at"


class NameNeeded(Refusal):
    code = "nom-de-programme"
    sentence = f"Donnez au programme un nom de 1 à {LONGEST_NAME} caractères : les administrations le liront."


class UnknownProgram(NotFound):
    code = "programme-inconnu"
    sentence = "Aucun programme ne porte cet identifiant, ou il a été fermé."


def create_client(name: str, scopes: Iterable[str], *, now: datetime) -> Client:
    name = " ".join(name.split())
    if not name.isprintable() or not 1 <= len(name) <= LONGEST_NAME:
        raise NameNeeded
    client = Client(
        # With its dashes: it stays readable in logs, where long tokens are masked.
        id=str(uuid4()),
        name=name,
        # Its secrets are MachineSecret rows, of which two may live.
        secret=make_password(None),
        grant_types=Client.GrantType.CLIENT_CREDENTIALS,
        response_types="",
        created_at=now,
    )
    client.set_scopes(sorted(set(scopes)))
    with in_public():
        client.save(force_insert=True)
    return client


def client_by_id(client_id: UUID) -> Client:
    """Raises UnknownProgram for a closed one too."""
    with in_public():
        client = Client.objects.filter(pk=str(client_id)).first()
    if client is None or is_closed(client):
        raise UnknownProgram
    return client


def all_clients() -> list[Client]:
    with in_public():
        return list(Client.objects.order_by("name", "pk"))


def close_client(client_id: UUID, *, now: datetime) -> None:
    """At once and for good: neither its secrets nor its tokens open anything."""
    client = client_by_id(client_id)
    client.data = {**(client.data or {}), CLOSED: now.isoformat()}
    with in_public(), transaction.atomic():
        client.save(update_fields=["data"])
        MachineSecret.objects.filter(client_id=client.pk, revoked_at=None).update(revoked_at=now)
        client.token_set.all().delete()


def is_closed(client: Client) -> bool:
    return CLOSED in (client.data or {})
