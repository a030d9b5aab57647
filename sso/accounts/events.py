"""What happens to accounts. Names never change; ids only."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from foundation.outbox.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountEmailChanged(Event):
    """ProConnect now gives another address for the same person."""

    name: ClassVar[str] = "sso.account.email_changed"
    account_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class RelinkAsked(Event):
    """A new identity asks for an account that has its address."""

    name: ClassVar[str] = "sso.account.relink_asked"
    code_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRelinked(Event):
    """Since `at`, this account answers to another identity of ProConnect: what its memberships allowed is to approve
    again.
    """

    name: ClassVar[str] = "sso.account.relinked"
    account_id: UUID
    code_id: UUID
    at: datetime
