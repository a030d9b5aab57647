from uuid import uuid4

from booking.events import MessageSent
from foundation.courier.channels import Channel


def sent(channel: Channel = Channel.SMS, parts: int = 1) -> MessageSent:
    return MessageSent(receipt_id=uuid4(), channel=channel, parts=parts)
