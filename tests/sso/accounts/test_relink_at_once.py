"""Two browsers, each with a right code for the same account, at the same instant: one identity wins."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.cache import caches
from django.db import connection

from foundation import clock
from foundation.outbox.models import Message
from sso.accounts.models import Account, RelinkCode
from sso.accounts.relink import relink
from sso.accounts.relink_codes import code_of, hash_of_browser
from sso.accounts.relink_refusals import RelinkCodeOver, TriesSpent, WrongRelinkCode
from tests.makers.accounts import make_account

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS, GUESSES = 10, 8


@pytest.fixture
def account() -> Iterator[Account]:
    account = make_account()
    SocialAccount.objects.create(user=account, provider="proconnect", uid="former")
    yield account
    caches["shared"].clear()


def pending(account: Account, sub: str) -> RelinkCode:
    now = clock.now()
    return RelinkCode.objects.create(
        account=account,
        sub=sub,
        email=account.email,
        siret=account.siret,
        browser_hash=hash_of_browser(sub),
        created_at=now,
        expires_at=now + timedelta(minutes=10),
    )


def together(start: Barrier, code: RelinkCode, typed: str) -> str:
    try:
        start.wait(timeout=60)
        relink(code.pk, typed, browser=code.sub, now=clock.now())
    except (RelinkCodeOver, WrongRelinkCode) as refusal:
        return type(refusal).__name__
    finally:
        connection.close()
    return code.sub


def test_two_browsers_at_once_leave_one_identity(account: Account) -> None:
    for number in range(ROUNDS):
        codes = [pending(account, f"{name}{number}") for name in ("hers", "other")]
        start = Barrier(2)
        with ThreadPoolExecutor(2) as pool:
            won = list(pool.map(lambda code: together(start, code, code_of(code.pk)), codes))  # noqa: B023
        assert sorted(won)[0] == "RelinkCodeOver"
        assert SocialAccount.objects.get().uid == sorted(won)[1]
    assert Message.objects.filter(name="sso.account.relinked").count() == ROUNDS


def test_the_same_form_sent_twice_at_once_is_one_re_link(account: Account) -> None:
    code, start = pending(account, "hers"), Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        won = list(pool.map(lambda _: together(start, code, code_of(code.pk)), range(2)))
    assert won == ["hers", "hers"]
    assert Message.objects.filter(name="sso.account.relinked").count() == 1


def test_guesses_at_once_are_still_five(account: Account) -> None:
    code, start = pending(account, "hers"), Barrier(GUESSES)
    wrong = f"{(int(code_of(code.pk)) + 1) % 1_000_000:06d}"
    with ThreadPoolExecutor(GUESSES) as pool:
        told = list(pool.map(lambda _: together(start, code, wrong), range(GUESSES)))
    code.refresh_from_db()
    assert code.attempts == 5
    assert told.count(TriesSpent.__name__) == 1
    assert SocialAccount.objects.get().uid == "former"
