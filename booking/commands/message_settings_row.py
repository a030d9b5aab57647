"""The one row of settings, under lock: what one administrator writes never erases what another just wrote."""

import json
import secrets
from collections.abc import Sequence

from booking.models import MessageSettings
from booking.policies import may_set_messages
from booking.queries.message_settings import SMS_ACCOUNTS
from foundation.actors import Actor
from foundation.courier.contract import SmsAccount
from foundation.errors import Forbidden
from foundation.sealing import seal


def lock_message_settings(by: Actor) -> MessageSettings:
    """Inside a transaction only. Raises Forbidden."""
    if not may_set_messages(by):
        raise Forbidden
    MessageSettings.objects.get_or_create(id=1)
    return MessageSettings.objects.select_for_update(no_key=True).get(id=1)


def renew_key(settings: MessageSettings) -> None:
    settings.inbound_key = secrets.token_hex(16)
    settings.save(update_fields=["inbound_key"])


def write_accounts(settings: MessageSettings, accounts: Sequence[SmsAccount]) -> None:
    rows = [
        {"driver": each.driver, "credentials": dict(each.credentials), "sender": each.sender}
        for each in accounts
    ]
    settings.sms_accounts = seal(SMS_ACCOUNTS, json.dumps(rows)) if rows else ""
    settings.save(update_fields=["sms_accounts"])
