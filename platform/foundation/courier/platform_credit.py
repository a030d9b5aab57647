"""The platform's own SMS accounts, which carry the messages of every administration that has none: whoever runs it
learns that one is nearly empty, or does not answer, before the usagers do.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.conf import settings

from foundation import clock
from foundation.courier.breaker import Breaker
from foundation.courier.contract import SmsAccount
from foundation.courier.credits import Credit, CreditLevel, keep_credit, known_credits
from foundation.courier.failures import TemporaryFailure
from foundation.courier.sms import credit, name_of
from foundation.courier.sms_url import accounts_of

# About a day of a hundred administrations; `alert_below` in the account's address says otherwise.
LOW = "5000"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AccountState:
    """`credit` is None when the carrier does not tell, or did not lately; `is_down` since it failed again and again."""

    carrier: str
    credit: Credit | None
    is_low: bool
    is_down: bool


def ask_credits() -> None:
    """In the public space. An account that does not answer is asked again next time."""
    for account in accounts_of(settings.SMS_URL):
        if found := _asked(account, clock.now()):
            keep_credit(account, found)
    for state in account_states():
        told = {"carrier": state.carrier, "left": state.credit and state.credit.shown}
        if state.is_low:
            logger.error("the platform's sms account is nearly empty", extra=told)
        if state.is_down:
            logger.error("the platform's sms account fails again and again", extra=told)


def account_states() -> tuple[AccountState, ...]:
    """In the order they are tried. In the public space."""
    accounts = accounts_of(settings.SMS_URL)
    credits = known_credits(accounts)
    return tuple(_state(each, credits.get(name_of(each))) for each in accounts)


def _asked(account: SmsAccount, now: datetime) -> Credit | None:
    try:
        left = credit(account)
    except TemporaryFailure as failure:
        logger.error(
            "the platform's sms account does not answer",
            extra={"carrier": account.driver, "code": failure.code},
        )
        return None
    return None if left is None else Credit(left, now)


def _state(account: SmsAccount, found: Credit | None) -> AccountState:
    low = found is not None and _is_low(account, found)
    return AccountState(account.driver, found, low, Breaker(name_of(account)).is_tripped())


def _is_low(account: SmsAccount, found: Credit) -> bool:
    below = Decimal(account.credentials.get("alert_below", LOW))
    return found.level(below) is not CreditLevel.ENOUGH
