"""What rooms say of a program that calls the API."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import TextChoices


class Scope(TextChoices):
    RDV_READ = "rdv:read", "Lire les rendez-vous"
    RDV_WRITE = "rdv:write", "Prendre, déplacer et annuler des rendez-vous"


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineIdentity:
    """Whoever holds a token made for the current administration. `scopes` is what the token carries: what the
    administration granted is another question.
    """

    client_id: UUID
    name: str
    scopes: frozenset[str]
