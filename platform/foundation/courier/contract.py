"""What every SMS carrier is asked, and what it says in return."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    # Read by the settings, which need no HTTP.
    import httpx

MINUTE = timedelta(minutes=1)
# Two days: what operators do when nothing is said.
LONGEST_VALIDITY = 2_880


@dataclass(frozen=True, slots=True)
class Sms:
    """`to` in E.164; `sender` has at most 11 letters and digits and starts with a letter. From `until` on, no phone may
    receive it: carriers that know how are told to give up by then.
    """

    to: str
    text: str
    sender: str
    until: datetime | None = None

    def minutes_left(self, now: datetime) -> int:
        """Whole ones, so that it never arrives after; 0: too late to ask anybody."""
        left = (self.until - now) // MINUTE if self.until else LONGEST_VALIDITY
        return max(0, min(left, LONGEST_VALIDITY))


@dataclass(frozen=True, slots=True)
class SmsAccount:
    """An account at a carrier. `sender`, when given, is what phones show whatever the message says.

    `credentials["url"]` replaces the carrier's own address: it then has to lead outside (foundation.outside).
    `reports` is where to report, for a carrier that is told with each message.
    """

    driver: str
    credentials: Mapping[str, str] = field(repr=False)
    sender: str = ""
    reports: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SmsAccepted:
    """`parts` as the carrier counts them, as we do when it does not say."""

    carrier: str
    carrier_id: str
    parts: int


@dataclass(frozen=True, slots=True)
class Ask:
    """One HTTP request to a carrier."""

    method: str
    url: str
    headers: Mapping[str, str]
    content: bytes = b""


class ReportState(StrEnum):
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """`reference` is ours and may be empty: not every carrier repeats it. `code` is the carrier's own word."""

    carrier_id: str
    reference: str
    state: ReportState
    code: str


@dataclass(frozen=True, slots=True)
class InboundSms:
    """`sender` in E.164; `to` the number it was written to; `reference` that of the SMS it answers, if told."""

    sender: str
    to: str
    text: str
    carrier_id: str
    at: datetime | None
    reference: str = ""


class Carrier(Protocol):
    """A module of `carriers`. Pure: none of these functions speaks to the network."""

    def ask(self, sms: Sms, account: SmsAccount, *, reference: str, now: datetime) -> Ask:
        """Raises KeyError when a credential is missing. `sms.minutes_left(now)` is at least 1."""

    def accepted(self, answer: "httpx.Response", sms: Sms, account: SmsAccount) -> tuple[str, int]:
        """The carrier's id and the number of parts. Raises TemporaryFailure or PermanentFailure."""

    def report(self, item: Mapping[str, str]) -> DeliveryReport | None: ...

    def inbound(self, item: Mapping[str, str]) -> InboundSms | None: ...

    def ask_credit(self, account: SmsAccount, *, now: datetime) -> Ask | None:
        """None: this carrier does not tell."""

    def credit(self, answer: "httpx.Response") -> Decimal | None: ...
