"""What one room may tell another of a person: the words of the ports, without any model."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from uuid import UUID


class Strength(IntEnum):
    """How strongly a citizen is known; views state the level they need."""

    # A link of a message: one appointment.
    LINK = 0
    # A code sent to a contact on file.
    CODE = 1
    # A civil identity proved by FranceConnect.
    CIVIL = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfessionalIdentity:
    """An account as ProConnect described it at this sign-in. `siret` may be empty; nothing here is a right."""

    account_id: UUID
    email: str
    given_name: str
    usual_name: str
    siret: str
    acr: str = ""
    idp_id: str = ""


class Entry(StrEnum):
    """How a professional stands at the door of an administration."""

    ADMITTED = "admitted"
    # May read until an administrator confirms.
    REVIEW = "review"
    REQUESTED = "requested"
    REMOVED = "removed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Admission:
    """`agent_id` only for who may enter: ADMITTED and REVIEW."""

    entry: Entry
    agent_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class KnownUsager:
    """Enough to choose among the people of a household, and no more."""

    id: UUID
    first_name: str
    initial: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CertifiedIdentity:
    """A civil identity proved by FranceConnect. `civil_key` is the tenant's pseudonym of `sub`, never `sub`."""

    civil_key: str
    given_name: str
    family_name: str
    email: str
    birth_date: date | None = None


class Certification(StrEnum):
    """What became of a civil identity."""

    LINKED = "linked"
    CREATED = "created"
    # Names or birth date differ from the file.
    DIFFERENT = "different"
    # Already linked to another usager: agents are asked to merge.
    ELSEWHERE = "elsewhere"
    # Same e-mail as a file: a code proves it first.
    CODE_FIRST = "code_first"
