"""How this administration writes, read once per message."""

import json

from booking.models import MessageSettings
from foundation.courier.contract import SmsAccount
from foundation.sealing import unseal

# Purpose of the seal on `MessageSettings.sms_accounts`.
SMS_ACCOUNTS = "booking.sms_accounts"


def message_settings() -> MessageSettings:
    """Never saved by who reads it: an administration that chose nothing has no row."""
    return MessageSettings.objects.first() or MessageSettings(id=1)


def sms_accounts(settings: MessageSettings) -> list[SmsAccount]:
    """In the order to try them; empty means the platform's. Raises Unsealable."""
    if not settings.sms_accounts:
        return []
    accounts = json.loads(unseal(SMS_ACCOUNTS, settings.sms_accounts))
    return [SmsAccount(each["driver"], each["credentials"], each.get("sender", "")) for each in accounts]
