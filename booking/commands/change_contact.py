"""Another address or number, which a code has proved. Whoever reads the former one is warned."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid4

from booking.commands.keep_receipt import NOBODY
from booking.events.people import ContactChanged
from booking.models import Receipt, Usager
from booking.vocabulary import MessageKind
from foundation.courier.addresses import is_mobile
from foundation.courier.channels import Channel
from foundation.database.unit import unit_of_work
from foundation.outbox.events import publish

FIELD = {Channel.EMAIL: "email", Channel.SMS: "phone"}


@unit_of_work
def change_contact(usager_ids: Collection[UUID], *, contact: str, now: datetime) -> None:
    """`contact`: an address, or a number in E.164. Asked twice, it is done and told once. A proche has none: who
    answers for them is written to.
    """
    changed = Channel.EMAIL if "@" in contact else Channel.SMS
    people = Usager.objects.filter(pk__in=usager_ids, responsible=None, erased_at=None)
    for usager in people.select_for_update(no_key=True).order_by("pk"):
        if getattr(usager, FIELD[changed]) == contact:
            continue
        _warn(usager, changed, now)
        setattr(usager, FIELD[changed], contact)
        usager.save(update_fields=[FIELD[changed]])


def _warn(usager: Usager, changed: Channel, now: datetime) -> None:
    """At the contact that is replaced, or else at the other one."""
    for channel in sorted(FIELD, key=lambda each: each != changed):
        former = str(getattr(usager, FIELD[channel]))
        if former and (channel == Channel.EMAIL or is_mobile(former)):
            receipt = Receipt.objects.create(
                key=f"contact:{uuid4()}",
                kind=MessageKind.CONTACT_CHANGED,
                channel=channel,
                usager=usager,
                contact=former,
                carrier=NOBODY,
                created_at=now,
            )
            publish(ContactChanged(receipt_id=receipt.pk, changed=changed))
            return
