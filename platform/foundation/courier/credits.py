"""What is left on an SMS account, as its carrier said it last. In the cache: asked again within a day."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from django.core.cache import cache
from redis.exceptions import RedisError

from foundation.courier.contract import SmsAccount
from foundation.courier.sms import name_of

# In the carrier's unit, an SMS or nearly: about a day of a busy administration.
LOW = Decimal(500)
KEPT_SECONDS = 2 * 86_400


class CreditLevel(StrEnum):
    ENOUGH = "enough"
    LOW = "low"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Credit:
    left: Decimal
    at: datetime

    def level(self, low: Decimal = LOW) -> CreditLevel:
        if self.left < 1:
            return CreditLevel.EMPTY
        return CreditLevel.LOW if self.left < low else CreditLevel.ENOUGH

    @property
    def shown(self) -> str:
        """`39,5`, and `1250` without its zeros."""
        plain = f"{self.left:f}"
        return (plain.rstrip("0").rstrip(".") if "." in plain else plain).replace(".", ",")


def keep_credit(account: SmsAccount, credit: Credit) -> None:
    with suppress(RedisError):
        cache.set(_key(name_of(account)), (str(credit.left), credit.at.isoformat()), KEPT_SECONDS)


def known_credits(accounts: Sequence[SmsAccount]) -> dict[str, Credit]:
    """By the account's name; nothing for one whose carrier does not tell, or did not lately."""
    names = {_key(name): name for name in map(name_of, accounts)}
    found: dict[str, tuple[str, str]] = {}
    with suppress(RedisError):
        found = cache.get_many(names)
    return {
        names[key]: Credit(Decimal(left), datetime.fromisoformat(at)) for key, (left, at) in found.items()
    }


def _key(name: str) -> str:
    """The cache tells administrations apart, and the platform from them."""
    return f"sms-credit:{name}"
