"""How this administration writes, read once per message."""

import json

from booking.models import MessageSettings
from foundation.courier.contract import SmsAccount
from foundation.sealing import unseal
from foundation.tenancy import current

# Purpose of the seal on `MessageSettings.sms_accounts`.
SMS_ACCOUNTS = "booking.sms_accounts"
# The two ends of an address where a carrier tells.
REPORTS, ANSWERS = "accuses", "reponses"


def message_settings() -> MessageSettings:
    """Never saved by who reads it: an administration that chose nothing has no row."""
    return MessageSettings.objects.first() or MessageSettings(id=1)


def sms_accounts(settings: MessageSettings) -> list[SmsAccount]:
    """In the order to try them, with where to report; empty means the platform's. Raises Unsealable."""
    if not settings.sms_accounts:
        return []
    accounts = json.loads(unseal(SMS_ACCOUNTS, settings.sms_accounts))
    return [
        SmsAccount(
            each["driver"],
            each["credentials"],
            each.get("sender", ""),
            returns_url(settings, each["driver"], REPORTS),
        )
        for each in accounts
    ]


def returns_url(settings: MessageSettings, driver: str, end: str) -> str:
    """Where that carrier tells what became of a message, or what was answered; empty before the key is made."""
    key = settings.inbound_key
    return current().url(f"/retours/{key}/{driver}/{end}/") if key else ""
