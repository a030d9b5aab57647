"""An account answers to another `sub`: only after the code sent to its own address, and never in silence."""

import logging
from datetime import datetime
from typing import NoReturn
from uuid import UUID

from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError
from django.db.models import F

from foundation.database.unit import unit_of_work
from foundation.outbox.events import publish
from foundation.tenancy import in_public
from sso.accounts.events import AccountRelinked
from sso.accounts.models import Account, RelinkCode
from sso.accounts.platform_sessions import revoke_account
from sso.accounts.relink_codes import Newcomer, check, end_codes, hash_of_browser, is_code_of, still_open
from sso.accounts.relink_refusals import IdentityTaken, RelinkCodeOver, TriesSpent, WrongRelinkCode

logger = logging.getLogger(__name__)

PROVIDER = "proconnect"
TRIES = 5


def relink(code_id: UUID, typed: str, *, browser: str, now: datetime) -> tuple[UUID, datetime]:
    """Which account now answers to the new identity, and since when. Sent twice, it is done once.

    Raises WrongRelinkCode, RelinkCodeOver, RelinkRefused.
    """
    mark = hash_of_browser(browser)
    with in_public():
        if not is_code_of(code_id, typed):
            _spend_a_try(code_id, mark, now)
        try:
            return _relink(code_id, mark, now)
        except IntegrityError:
            # The new identity got an account of its own, at the same instant.
            raise IdentityTaken from None


def _spend_a_try(code_id: UUID, mark: str, now: datetime) -> NoReturn:
    """One conditional UPDATE: a hundred guesses at the same instant are still five."""
    mine = RelinkCode.objects.filter(still_open(now), pk=code_id, browser_hash=mark, attempts__lt=TRIES)
    if not mine.update(attempts=F("attempts") + 1):
        raise RelinkCodeOver
    exhausted = RelinkCode.objects.filter(pk=code_id, attempts__gte=TRIES, ended_at=None)
    if exhausted.update(ended_at=now):
        raise TriesSpent
    raise WrongRelinkCode


@unit_of_work
def _relink(code_id: UUID, mark: str, now: datetime) -> tuple[UUID, datetime]:
    code = RelinkCode.objects.filter(pk=code_id, browser_hash=mark).first()
    if code is None:
        raise RelinkCodeOver
    # The demands of one account follow one another.
    account = Account.objects.select_for_update(no_key=True).get(pk=code.account_id)
    mine = RelinkCode.objects.filter(still_open(now), pk=code_id, attempts__lt=TRIES)
    if not mine.update(attempts=F("attempts") + 1, ended_at=now, is_used=True):
        return _done_before(code)
    check(account, Newcomer(sub=code.sub, email=code.email, siret=code.siret))
    end_codes(account, now=now)
    _replace_identity(account, code.sub)
    revoke_account(account.pk, now=now)
    publish(AccountRelinked(account_id=account.pk, code_id=code.pk, at=now))
    logger.warning("account relinked", extra={"account": str(account.pk)})
    return account.pk, now


def _done_before(code: RelinkCode) -> tuple[UUID, datetime]:
    """A double click; anything else comes too late."""
    code.refresh_from_db()
    if not code.is_used or code.ended_at is None:
        raise RelinkCodeOver
    return code.account_id, code.ended_at


def _replace_identity(account: Account, sub: str) -> None:
    elsewhere = SocialAccount.objects.filter(provider=PROVIDER, uid=sub).exclude(user=account)
    if elsewhere.exists():
        raise IdentityTaken
    SocialAccount.objects.filter(provider=PROVIDER, user=account).delete()
    SocialAccount.objects.create(provider=PROVIDER, user=account, uid=sub)
