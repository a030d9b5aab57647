"""SMS, through the first carrier that takes it."""

import json
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from django.conf import settings

from foundation import clock
from foundation.courier import doubts
from foundation.courier.breaker import Breaker, Passage
from foundation.courier.carriers import CARRIERS
from foundation.courier.carriers.exchange import exchange
from foundation.courier.contract import Sms, SmsAccepted, SmsAccount
from foundation.courier.failures import PermanentFailure, TemporaryFailure, UnknownOutcome
from foundation.courier.gsm import measure, normalise
from foundation.courier.sms_url import account_of
from foundation.sealing import keyed_hash

__all__ = ["Sms", "SmsAccepted", "SmsAccount", "credit", "post_sms"]


def post_sms(sms: Sms, *, reference: str, accounts: Sequence[SmsAccount] = ()) -> SmsAccepted:
    """Raises TemporaryFailure or PermanentFailure. Never inside a transaction: it waits for the network.

    `accounts` are tried in their order until one takes the message; without any, the platform's. `reference` is
    stable for the message: asked again after an answer lost on the way, only the same carrier is asked.
    """
    ready = replace(sms, text=normalise(sms.text))
    doubted = doubts.in_doubt(reference)
    candidates = [(name_of(account), account) for account in accounts or platform_accounts()]
    # An account withdrawn since leaves no doubt that could be lifted: the others are asked.
    candidates = [each for each in candidates if each[0] == doubted] or candidates
    failure = TemporaryFailure("sms-circuit-open")
    for name, account in candidates:
        breaker = Breaker(name)
        passage = breaker.passage()
        if passage is Passage.REFUSED:
            continue
        try:
            taken = _post(ready, account, reference, breaker, passage)
        except UnknownOutcome:
            doubts.remember(reference, name)
            raise
        except TemporaryFailure as error:
            failure = error
        else:
            if doubted:
                doubts.settle(reference)
            return taken
    raise failure


def credit(account: SmsAccount) -> Decimal | None:
    """What is left at the carrier, in its own unit; None when it does not tell. Raises TemporaryFailure."""
    try:
        carrier = CARRIERS[account.driver]
        ask = carrier.ask_credit(account, now=clock.now())
    except KeyError:
        raise TemporaryFailure("sms-account") from None
    if ask is None:
        return None
    answer = exchange(ask, account)
    if not answer.is_success:
        raise TemporaryFailure(f"sms-{answer.status_code}")
    return carrier.credit(answer)


def platform_accounts() -> tuple[SmsAccount, ...]:
    if not settings.SMS_URL:
        raise PermanentFailure("sms-not-configured")
    return (account_of(settings.SMS_URL),)


def name_of(account: SmsAccount) -> str:
    """The same for the same account, and nothing of its credentials."""
    own = json.dumps([account.driver, sorted(account.credentials.items())])
    return keyed_hash("courier.account", own)[:32]


def _post(sms: Sms, account: SmsAccount, reference: str, breaker: Breaker, passage: Passage) -> SmsAccepted:
    """Whatever happens, the breaker is told: a trial that ends without a word would block the next ones."""
    try:
        taken = _ask(sms, account, reference)
    except PermanentFailure:
        breaker.succeeded(passage)
        raise
    except Exception:
        breaker.failed(passage)
        raise
    breaker.succeeded(passage)
    return taken


def _ask(sms: Sms, account: SmsAccount, reference: str) -> SmsAccepted:
    own = replace(sms, sender=account.sender or sms.sender)
    try:
        carrier = CARRIERS[account.driver]
        ask = carrier.ask(own, account, reference=reference, now=clock.now())
    except KeyError:
        # A driver or a credential is missing: ours to repair, not the message's fault.
        raise TemporaryFailure("sms-account") from None
    carrier_id, parts = carrier.accepted(exchange(ask, account), own, account)
    return SmsAccepted(account.driver, carrier_id, parts or measure(own.text).parts)
