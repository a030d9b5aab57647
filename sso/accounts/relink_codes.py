"""Who may ask for an account back, and the code that proves it: sent to the address the account already had."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from foundation.courier.addresses import same_mailbox
from foundation.database.unit import unit_of_work
from foundation.outbox.events import publish
from foundation.sealing import derived_code, keyed_hash
from foundation.tenancy import in_public
from sso.accounts.events import RelinkAsked
from sso.accounts.models import Account, RelinkCode
from sso.accounts.relink_refusals import (
    AnotherUnit,
    ClosedAccount,
    ProgrammeAccount,
    RelinkRefused,
    RelinkStale,
)

LIVES = timedelta(minutes=10)
KEPT = timedelta(days=1)
# The legal unit, in a SIRET.
SIREN = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """Whom ProConnect has just vouched for, under a `sub` that nobody has here."""

    sub: str
    email: str
    siret: str


def account_to_relink(newcomer: Newcomer) -> Account:
    """The one account with this address, if it may be given back at all. Raises a RelinkRefused."""
    with in_public():
        known = list(Account.objects.filter(email__iexact=newcomer.email)[:2])
    if not known:
        # Its address has changed since the conflict.
        raise RelinkStale
    if len(known) > 1:
        raise RelinkRefused
    check(known[0], newcomer)
    return known[0]


def check(account: Account, newcomer: Newcomer) -> None:
    """Raises a RelinkRefused."""
    if not account.is_active:
        raise ClosedAccount
    if account.is_programme:
        raise ProgrammeAccount
    if not account.siret or account.siret[:SIREN] != newcomer.siret[:SIREN]:
        raise AnotherUnit
    # Letters that only the database takes for the same are another mailbox.
    if not same_mailbox(account.email, newcomer.email):
        raise RelinkStale


def ask_relink(account: Account, newcomer: Newcomer, *, browser: str, now: datetime) -> UUID:
    """Returns the code's id. `browser` is a secret of the session that asks."""
    with in_public():
        return _ask(account, newcomer, browser, now)


@unit_of_work
def _ask(account: Account, newcomer: Newcomer, browser: str, now: datetime) -> UUID:
    Account.objects.select_for_update(no_key=True).get(pk=account.pk)
    RelinkCode.objects.filter(created_at__lt=now - KEPT).delete()
    end_codes(account, now=now)
    code = RelinkCode.objects.create(
        account=account,
        sub=newcomer.sub,
        email=newcomer.email,
        siret=newcomer.siret,
        browser_hash=hash_of_browser(browser),
        created_at=now,
        expires_at=now + LIVES,
    )
    publish(RelinkAsked(code_id=code.pk))
    return code.pk


def end_codes(account: Account, *, now: datetime) -> None:
    """Never two to guess at. Under the account's lock."""
    RelinkCode.objects.filter(account=account, ended_at=None).update(ended_at=now)


def live(code_id: UUID, *, now: datetime) -> RelinkCode | None:
    """With its account; None once it can neither be sent nor answered."""
    with in_public():
        return RelinkCode.objects.filter(still_open(now), pk=code_id).select_related("account").first()


def still_open(now: datetime) -> Q:
    return Q(ended_at=None, expires_at__gt=now)


def hash_of_browser(browser: str) -> str:
    return keyed_hash("sso.relink.browser", browser)


def code_of(code_id: UUID) -> str:
    return derived_code("sso.relink.code", str(code_id))


def is_code_of(code_id: UUID, typed: str) -> bool:
    """In constant time."""
    return hmac.compare_digest(code_of(code_id), typed)
