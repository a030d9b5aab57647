"""From a due row to an SMS, as a reminder travels: due, read in its administration, published, relayed, posted.

The measures' own kind and event stand for the product's: change `KIND` and `wire` to measure others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.db import transaction

from booking.models import Participation
from foundation import clock
from foundation.courier.sms import Sms, post_sms
from foundation.due.handlers import handle
from foundation.outbox.events import Event, publish
from foundation.outbox.wiring import Envelope, react
from foundation.tenancy import current

KIND = "benchmarks.reminder"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderDue(Event):
    name: ClassVar[str] = "benchmarks.reminder.due"
    participation_id: UUID


def wire() -> None:
    handle(KIND, announce)
    react(ReminderDue, remind, "benchmarks.sms")


def announce(refs: Sequence[str], now: datetime) -> None:
    expected = Participation.objects.filter(pk__in=refs, rdv__starts_at__gt=now)
    with transaction.atomic():
        for pk in expected.values_list("pk", flat=True):
            publish(ReminderDue(participation_id=pk))


def remind(event: ReminderDue, envelope: Envelope) -> None:
    found = Participation.objects.select_related(
        "usager", "rdv__organisation", "rdv__lieu", "rdv__motif"
    ).filter(pk=event.participation_id, rdv__starts_at__gt=clock.now())
    for participation in found:
        rdv = participation.rdv
        text = f"Rappel : {rdv.motif.name}, le {rdv.starts_at:%d/%m à %H:%M}, {rdv.organisation.name}."
        link = current().url(f"/r/{participation.link_token}/")
        sms = Sms(to=participation.usager.phone, text=f"{text} {link}", sender="RDV")
        # A row handled twice announces twice: the carrier knows that it is one reminder.
        post_sms(sms, reference=f"reminder-{participation.pk}")
