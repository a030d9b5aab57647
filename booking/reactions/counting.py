"""A worker may die between the post and the mark, and the carrier tell meanwhile that the message arrived."""

from datetime import datetime

from booking.commands.keep_receipt import note_sent
from booking.models import Receipt
from booking.queries.message_settings import message_settings
from booking.reactions.letters import sms_of
from booking.reactions.message import Message
from booking.vocabulary import ReceiptState
from foundation.courier.channels import Channel
from foundation.courier.gsm import measure, normalise


def counted(message: Message, receipt: Receipt, now: datetime) -> Receipt:
    """It does not leave again; what it cost is counted all the same, once."""
    if receipt.state != ReceiptState.DELIVERED or receipt.sent_at or receipt.channel != Channel.SMS:
        return receipt
    sms, variant = sms_of(message, to=receipt.contact, settings=message_settings(), now=now)
    return note_sent(receipt, now=now, parts=measure(normalise(sms.text)).parts, variant=variant)
