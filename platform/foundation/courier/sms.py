"""SMS, through the first carrier that takes it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from django.conf import settings

from foundation import clock
from foundation.courier.breaker import Breaker, Passage
from foundation.courier.carriers import CARRIERS
from foundation.courier.carriers.exchange import exchange
from foundation.courier.contract import Sms, SmsAccepted, SmsAccount
from foundation.courier.failures import PermanentFailure, TemporaryFailure, TooLate, UnknownOutcome
from foundation.courier.gsm import measure, normalise
from foundation.courier.sms_url import accounts_of
from foundation.sealing import keyed_hash

__all__ = ["Sms", "SmsAccepted", "SmsAccount", "credit", "post_sms"]


def post_sms(
    sms: Sms,
    *,
    reference: str,
    accounts: Sequence[SmsAccount] = (),
    doubted: str = "",
    passing_on: Callable[[str], None] = lambda _: None,
) -> SmsAccepted:
    """Raises TemporaryFailure or PermanentFailure. Never inside a transaction: it waits for the network.

    `accounts` are tried in their order until one takes the message; without any, the platform's. `reference` is
    stable for the message. After UnknownOutcome, who must not send it twice keeps the account it names and gives it
    back as `doubted`: nobody else is then asked. Sent twice is worse than a minute late. `passing_on` is told the name
    of an account before it is asked, unless it is the first: a process may die just after.
    """
    ready = replace(sms, text=normalise(sms.text))
    candidates = [(name_of(account), account) for account in accounts or platform_accounts()]
    first = candidates[0][0]
    # An account withdrawn since leaves no doubt that could be lifted: the others are asked.
    candidates = [each for each in candidates if each[0] == doubted] or candidates
    failure = TemporaryFailure("sms-circuit-open")
    for name, account in candidates:
        now = clock.now()
        if not ready.minutes_left(now):
            raise TooLate("sms-too-late")
        breaker = Breaker(name)
        passage = breaker.passage()
        if passage is Passage.REFUSED:
            continue
        if name != first:
            passing_on(name)
        try:
            with breaker.learning(passage):
                return _ask(ready, account, reference, now)
        except UnknownOutcome as doubt:
            raise UnknownOutcome(doubt.code, name) from None
        except TemporaryFailure as error:
            failure = error
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
    """With where to report, for those that are told with each message. Raises PermanentFailure without any."""
    if accounts := accounts_of(settings.SMS_URL):
        return tuple(replace(each, reports=_where_to_report(each.driver)) for each in accounts)
    raise PermanentFailure("sms-not-configured")


def name_of(account: SmsAccount) -> str:
    """The same for the same account, and nothing of its credentials. Short: a receipt keeps it (`carrier`)."""
    own = json.dumps([account.driver, sorted(account.credentials.items())])
    return keyed_hash("courier.account", own)[:20]


def _where_to_report(driver: str) -> str:
    """On the public host; nowhere without the key that opens it."""
    if not settings.RETURNS_KEY:
        return ""
    port = f":{settings.LINK_PORT}" if settings.LINK_PORT else ""
    host = f"{settings.LINK_SCHEME}://{settings.SHORT_HOST}{port}"
    return f"{host}/retours/{settings.RETURNS_KEY}/{driver}/accuses/"


def _ask(sms: Sms, account: SmsAccount, reference: str, now: datetime) -> SmsAccepted:
    own = replace(sms, sender=account.sender or sms.sender)
    try:
        carrier = CARRIERS[account.driver]
        ask = carrier.ask(own, account, reference=reference, now=now)
    except KeyError:
        # A driver or a credential is missing: ours to repair, not the message's fault.
        raise TemporaryFailure("sms-account") from None
    carrier_id, parts = carrier.accepted(exchange(ask, account), own, account)
    return SmsAccepted(account.driver, carrier_id, parts or measure(own.text).parts)
