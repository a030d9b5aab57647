"""Two ways not to leave: worth trying again, or not. And one doubt, one night, one limit."""

from datetime import datetime

# Answers in HTTP that speak of the moment, of our access or of our credit, not of this message.
FOR_NOW = frozenset({401, 402, 403, 404, 408, 425, 429})


class CourierFailure(Exception):
    """`code` is stable and tells nothing about the person; the text never quotes an address."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class TemporaryFailure(CourierFailure):
    """The carrier is down, busy or slow: try again later."""


class UnknownOutcome(TemporaryFailure):
    """Asked, but not answered: it may have left. Only the same `account` (foundation.courier.sms.name_of) may be asked
    again.
    """

    def __init__(self, code: str, account: str = "") -> None:
        self.account = account
        super().__init__(code)


class NotBefore(TemporaryFailure):
    """Nothing is wrong: its time comes at `until`. No try is counted."""

    def __init__(self, code: str, until: datetime) -> None:
        self.until = until
        super().__init__(code)


class PermanentFailure(CourierFailure):
    """The carrier refuses this message for good: trying again would change nothing."""


class TooLate(PermanentFailure):
    """It could arrive after what it is about: nobody was asked this time."""
