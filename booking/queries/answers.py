"""Which rdv an answer is about. Only of who can still be reached where the answer comes from: a number that has
changed hands, or was mistyped and corrected since, decides nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from booking.availability.wall_clock import local_day
from booking.models import Participation, Receipt, Usager
from booking.queries.agent_rdvs import zone_of
from booking.queries.rdvs import whole_participations
from booking.queries.usager_contacts import read_at, usagers_reached_at
from booking.vocabulary import MessageKind, RdvStatus
from foundation.courier.channels import Channel

# An SMS without a reference answers what was written lately.
ANSWERED_WITHIN = timedelta(days=7)
# About a time that is no rdv yet.
NOT_YET = frozenset({MessageKind.CRENEAU_OFFERED, MessageKind.FILE_ATTENTE_JOINED})


@dataclass(frozen=True, slots=True)
class Thread:
    """`last`: whom the message that is answered was about, as its rdv is now. `expected`: theirs to come that the
    answer may concern, in time order; of that day only when the carrier says which message was answered.
    """

    last: Participation | None
    expected: Sequence[Participation]


def message_answered(reference: UUID | None, *, contact: str = "") -> Receipt | None:
    """What we had sent under this reference; to this contact, when one is given."""
    if reference is None:
        return None
    rows = Receipt.objects.filter(pk=reference).exclude(usager=None)
    return (rows.filter(contact=contact) if contact else rows).first()


def thread_of(answer: Receipt, *, now: datetime) -> Thread:
    last = participation_of(answer) or _last_told(answer, now)
    if last is None:
        return Thread(None, [])
    if answer.channel == Channel.EMAIL:
        return Thread(last, list(_expected(now).filter(pk=last.pk)))
    by_reference = answer.rdv_id and answer.done_at is None
    told = set() if by_reference else set(_told_lately(answer, now).values_list("rdv_id", flat=True))
    reached = _expected(now).filter(usager__in=read_at(answer.contact)).order_by("rdv__starts_at", "pk")
    # One SMS may have told all the rdvs of a household's day.
    return Thread(last, [each for each in reached if each.rdv_id in told or day_of(each) == day_of(last)])


def author_of(answer: Receipt) -> Usager | None:
    """Whom we had written to, or the last who came to be reached there; None of a stranger."""
    return answer.usager or next(iter(usagers_reached_at(answer.channel, answer.contact)), None)


def next_of(answer: Receipt, *, now: datetime) -> Participation | None:
    """Of whoever is reached there: whose agents read what answers nothing that we know of."""
    reached = [usager.pk for usager in usagers_reached_at(answer.channel, answer.contact)]
    return _expected(now).filter(usager__in=reached).order_by("rdv__starts_at", "pk").first()


def is_about_no_rdv(answer: Receipt, *, now: datetime) -> bool:
    """« Non merci » to an offer of the waiting list says nothing of the rdv that the person has besides."""
    if answer.rdv_id or answer.usager_id:
        # The carrier says which message was answered.
        return answer.rdv_id is None
    last = _sent_lately(answer, now).order_by("-sent_at").first()
    return last is not None and last.kind in NOT_YET


def participation_of(receipt: Receipt) -> Participation | None:
    return (
        whole_participations().filter(rdv=receipt.rdv_id, usager=receipt.usager_id).first()
        if receipt.rdv_id
        else None
    )


def day_of(participation: Participation) -> date:
    return local_day(participation.rdv.starts_at, zone_of(participation.rdv))


def _last_told(answer: Receipt, now: datetime) -> Participation | None:
    last = _told_lately(answer, now).order_by("-sent_at").first()
    return participation_of(last) if last else None


def _told_lately(answer: Receipt, now: datetime) -> QuerySet[Receipt]:
    return _sent_lately(answer, now).filter(rdv__isnull=False, usager__isnull=False)


def _sent_lately(answer: Receipt, now: datetime) -> QuerySet[Receipt]:
    """Our answers to answers apart: nobody answers those."""
    rows = Receipt.objects.filter(
        contact=answer.contact, channel=answer.channel, sent_at__gt=now - ANSWERED_WITHIN
    )
    return rows.exclude(kind=MessageKind.ANSWER_UNDERSTOOD)


def _expected(now: datetime) -> QuerySet[Participation]:
    return whole_participations().filter(
        status=RdvStatus.SCHEDULED, rdv__status=RdvStatus.SCHEDULED, rdv__ends_at__gt=now
    )
