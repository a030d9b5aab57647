"""The credit of a carrier that does not tell what is left."""

from datetime import datetime
from decimal import Decimal

import httpx

from foundation.courier.contract import Ask, SmsAccount


def ask_credit(account: SmsAccount, *, now: datetime) -> Ask | None:
    return None


def credit(answer: httpx.Response) -> Decimal | None:
    return None
