"""An SMS leaves by one account. Whoever may have sent it already is the only one asked again: twice is worse than a
minute late.

While the receipt is queued, its `carrier` says who: an account's name, NOBODY, or nothing yet. A receipt of before
that says nothing was left by a process that died, perhaps just after the carrier took the message.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from booking.commands.keep_receipt import NOBODY, note_doubt, note_sent
from booking.commands.note_report import note_early_report
from booking.models import MessageSettings, Receipt
from booking.queries.message_settings import sms_accounts
from booking.reactions.inviting_answers import inviting_an_answer
from booking.reactions.letters import sms_of
from booking.reactions.message import Message
from foundation.courier.failures import TemporaryFailure, UnknownOutcome
from foundation.courier.posted import remember
from foundation.courier.sms import Sms, SmsAccepted, SmsAccount, name_of, platform_accounts, post_sms


def leave_by_sms(message: Message, receipt: Receipt, *, settings: MessageSettings, now: datetime) -> Receipt:
    sms, variant = sms_of(message, to=receipt.contact, settings=settings, now=now)
    accounts = sms_accounts(settings)
    sms = replace(inviting_an_answer(sms, message, accounts), until=message.until)
    return leave_written(sms, receipt, accounts=accounts, now=now, variant=variant)


def leave_written(
    sms: Sms, receipt: Receipt, *, accounts: Sequence[SmsAccount], now: datetime, variant: str = ""
) -> Receipt:
    """Raises TemporaryFailure or PermanentFailure."""
    taken = _posted(sms, receipt, accounts, now)
    told = {"carrier": taken.carrier, "carrier_id": taken.carrier_id}
    if not accounts:
        remember(receipt.pk, now=now, phone=receipt.contact, **told)
    sent = note_sent(receipt, now=now, parts=taken.parts, variant=variant, **told)
    return note_early_report(sent, own=bool(accounts), now=now, **told)


def _posted(sms: Sms, receipt: Receipt, accounts: Sequence[SmsAccount], now: datetime) -> SmsAccepted:
    doubted = receipt.carrier or NOBODY
    if receipt.carrier == NOBODY:
        # As at the first time: whoever dies from here on was asking the first account, or says which.
        note_doubt(receipt, account="")
    elif not receipt.carrier and receipt.created_at < now:
        doubted = name_of((accounts or platform_accounts())[0])
    try:
        return post_sms(
            sms,
            reference=str(receipt.pk),
            accounts=accounts,
            doubted=doubted,
            passing_on=lambda name: note_doubt(receipt, account=name),
        )
    except UnknownOutcome as doubt:
        note_doubt(receipt, account=doubt.account)
        raise
    except TemporaryFailure:
        if doubted == NOBODY:
            note_doubt(receipt, account=NOBODY)
        raise
