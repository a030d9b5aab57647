"""Act on what somebody answered, once: what was decided is written with the act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from uuid import UUID

from booking.commands.accept_messages import accept_messages
from booking.commands.announce_late import LateRefused, announce_late
from booking.commands.cancel_rdv import cancel_by_usager
from booking.commands.confirm_presence import confirm_presence
from booking.commands.receive_answer import SEVERAL
from booking.commands.refusals import AlreadyOver, TooLateToCancel
from booking.models import Participation, Receipt
from booking.queries.agent_rdvs import zone_of
from booking.queries.answers import author_of, day_of, is_about_no_rdv, next_of, participation_of, thread_of
from booking.vocabulary import RdvStatus
from booking.wording.answers import Answer, Said, first_line, read_answer
from foundation.actors import Actor, ActorKind
from foundation.courier.channels import Channel
from foundation.database.unit import unit_of_work


class Outcome(StrEnum):
    """Kept as the receipt's reason."""

    CONFIRMED = "oui"
    CANCELLED = "non"
    LATE = "retard"
    STOPPED = "stop"
    RESUMED = "reprendre"
    # Past the motif's limit: nothing is cancelled.
    TOO_LATE = "trop-tard"
    # Several rdvs that day, and the answer does not say which.
    WHICH = "lequel"
    FORWARDED = "transmis"
    # Nothing to do, nobody to tell.
    IGNORED = "sans-suite"


@dataclass(frozen=True, slots=True)
class Understood:
    """`participation`: whom it is about, None when nobody knows; the receipt then names its author, if known."""

    receipt: Receipt
    outcome: Outcome
    answer: Answer
    participation: Participation | None


type Decision = tuple[Outcome, Participation | None]


@unit_of_work
def answer_message(receipt_id: UUID, *, now: datetime) -> Understood:
    """Asked again for the same answer, it tells what was decided and does nothing."""
    receipt = Receipt.objects.select_for_update(no_key=True).get(pk=receipt_id)
    answer = read_answer(first_line(receipt.text) if receipt.channel == Channel.EMAIL else receipt.text)
    if receipt.done_at:
        return Understood(receipt, Outcome(receipt.reason), answer, participation_of(receipt))
    outcome, participation = _decide(receipt, answer, now)
    if participation:
        receipt.rdv, receipt.usager = participation.rdv, participation.usager
    else:
        receipt.usager = author_of(receipt)
    receipt.reason, receipt.done_at = outcome, now
    receipt.save(update_fields=["rdv", "usager", "reason", "done_at"])
    return Understood(receipt, outcome, answer, participation)


def _decide(receipt: Receipt, answer: Answer, now: datetime) -> Decision:
    if answer.said in {Said.STOP, Said.RESUME}:
        accepted = answer.said == Said.RESUME
        accept_messages(Channel(receipt.channel), receipt.contact, accepted=accepted)
        outcome = Outcome.RESUMED if accepted else Outcome.STOPPED
        return outcome, thread_of(receipt, now=now).last or next_of(receipt, now=now)
    thread = thread_of(receipt, now=now)
    if answer.said == Said.THANKS:
        return Outcome.IGNORED, thread.last
    if thread.last is None:
        return (Outcome.FORWARDED if author_of(receipt) else Outcome.IGNORED), next_of(receipt, now=now)
    if answer.said == Said.OTHER or receipt.reason == SEVERAL or is_about_no_rdv(receipt, now=now):
        return Outcome.FORWARDED, thread.last
    try:
        if answer.said == Said.NO:
            return _drop(thread.last, thread.expected, answer, now)
        return _come(thread.last, thread.expected, answer, now)
    except (AlreadyOver, LateRefused):
        return Outcome.FORWARDED, thread.last


def _drop(last: Participation, expected: Sequence[Participation], answer: Answer, now: datetime) -> Decision:
    """Only what cannot be mistaken: the rdv of the message answered when there is no other, or the hour said."""
    if answer.at is None and last.status == RdvStatus.CANCELLED_BY_USAGER:
        # Said again: another rdv is not lost for it.
        return Outcome.CANCELLED, last
    if not expected or (answer.at is None and last not in expected):
        return Outcome.FORWARDED, last
    chosen = [each for each in expected if answer.at in {None, _local_start(each)}]
    if len({each.rdv_id for each in chosen}) != 1:
        return Outcome.WHICH, expected[0]
    try:
        _cancel(chosen, now)
    except TooLateToCancel:
        return Outcome.TOO_LATE, chosen[0]
    return Outcome.CANCELLED, chosen[0]


def _come(last: Participation, expected: Sequence[Participation], answer: Answer, now: datetime) -> Decision:
    """A confirmation is for the nearest day, whole; a delay for the nearest rdv."""
    near = [each for each in expected if day_of(each) == day_of(expected[0])]
    chosen = [each for each in near if answer.at in {None, _local_start(each)}]
    if not chosen:
        return Outcome.FORWARDED, last
    if answer.said == Said.YES:
        for each in chosen:
            confirm_presence(each, by=_author(each), now=now)
        return Outcome.CONFIRMED, chosen[0]
    for each in chosen:
        if each.rdv_id == chosen[0].rdv_id:
            announce_late(each, minutes=answer.minutes, by=_author(each), now=now)
    return Outcome.LATE, chosen[0]


def _cancel(household: Sequence[Participation], now: datetime) -> None:
    """The rdv is theirs; of a session, each gives a seat back."""
    for each in household if household[0].rdv.is_session else household[:1]:
        cancel_by_usager(each, by=_author(each), now=now)


def _author(participation: Participation) -> Actor:
    return Actor(ActorKind.USAGER, id=participation.usager_id, name="Usager")


def _local_start(participation: Participation) -> time:
    return participation.rdv.starts_at.astimezone(zone_of(participation.rdv)).time()
