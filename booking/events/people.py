"""What becomes of the people whom an administration knows."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from foundation.courier.channels import Channel
from foundation.outbox.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactChanged(Event):
    """Somebody proved another address (`changed` is e-mail) or number. The receipt holds where the warning goes."""

    name: ClassVar[str] = "booking.contact.changed"
    receipt_id: UUID
    changed: Channel
