"""What a motif may be, as a whole. Fields on their own are read at the door."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from booking.models import Motif, Organisation, Rdv
from booking.vocabulary import RdvStatus
from foundation.errors import Refusal

LONGEST_MIN = 600
BUFFER_AT_MOST_MIN = 240
PEOPLE_AT_MOST = 20
QUESTIONS_AT_MOST, PIECES_AT_MOST, REMINDERS_AT_MOST = 20, 30, 4
YES_NO_ANSWERS = ("oui", "non")


class MotifRefused(Refusal):
    """What was asked would make a motif that nobody could use. The context's `field` names the column."""

    code = "motif-impossible"
    sentence = "Ces réglages ne vont pas ensemble."
    status = 422


class MotifKnown(MotifRefused):
    """The context's `slug` says whose page helps."""

    code = "motif-deja-connu"
    sentence = "Un motif de ce service porte déjà ce nom, avec la même façon de recevoir."
    status = 409


class DurationsOutOfBounds(MotifRefused):
    code = "duree-hors-limites"
    sentence = "La durée et le pas vont de 5 à 600 minutes, les battements de 0 à 240 minutes."


class DelaysOutOfOrder(MotifRefused):
    code = "delais-dans-le-desordre"
    sentence = "Le délai maximal doit être plus long que le délai minimal."


class RdvTooLong(MotifRefused):
    code = "rendez-vous-trop-long"
    sentence = "Avec autant de monde, le rendez-vous dépasserait 10 heures. Baissez le nombre ou les minutes."


class ModaliteKept(MotifRefused):
    code = "modalite-gardee"
    sentence = (
        "Des rendez-vous à venir sont déjà pris avec la façon de recevoir actuelle. "
        "Ajoutez un autre motif, ou attendez qu’ils soient passés."
    )
    status = 409


class QuestionNeeded(MotifRefused):
    code = "question-utilisee"
    sentence = "Une pièce à fournir dépend de cette réponse. Changez d’abord la pièce."
    status = 409


class TooManyRows(MotifRefused):
    code = "trop-de-lignes"
    sentence = "Cette liste est pleine. Retirez une ligne avant d’en ajouter une autre."


def check_motif(motif: Motif, before: Motif | None, *, now: datetime) -> None:
    """`before`: as it was, None for a new one. Raises MotifRefused."""
    for check in _CHECKS:
        check(motif)
    if before is None or _names(before) != _names(motif):
        _check_name(motif)
    if before is not None and before.modalite != motif.modalite:
        to_come = Rdv.objects.filter(motif=motif.pk, status=RdvStatus.SCHEDULED, starts_at__gt=now)
        if to_come.exists():
            raise ModaliteKept(field="modalite")


def _names(motif: Motif) -> tuple[Any, ...]:
    return (motif.name, motif.service_id, motif.modalite)


def _check_name(motif: Motif) -> None:
    # One name at a time in an organisation: a form sent twice at once adds one motif.
    list(
        Organisation.objects.select_for_update(no_key=True).filter(pk=motif.organisation_id).values_list("pk")
    )
    same = Motif.objects.filter(
        organisation=motif.organisation_id,
        service=motif.service_id,
        modalite=motif.modalite,
        name__iexact=motif.name,
    ).exclude(pk=motif.pk)
    twin = same.first()
    if twin:
        raise MotifKnown(field="name", slug=twin.slug)


def _check_durations(motif: Motif) -> None:
    steps = (motif.duration_min, motif.step_min or motif.duration_min)
    buffers = (motif.buffer_before_min, motif.buffer_after_min)
    inside = all(5 <= each <= LONGEST_MIN for each in steps)
    if not inside or not all(0 <= each <= BUFFER_AT_MOST_MIN for each in buffers):
        raise DurationsOutOfBounds(field="duration_min")


def _check_delays(motif: Motif) -> None:
    if motif.max_delay_s <= motif.min_delay_s:
        raise DelaysOutOfOrder(field="max_delay_s")


def _check_people(motif: Motif) -> None:
    if motif.people and motif.asked_for(motif.people["at_most"]).total_min > LONGEST_MIN:
        raise RdvTooLong(field="people")


def _check_rows(motif: Motif) -> None:
    ceilings: Mapping[str, tuple[Sequence[Any], int]] = {
        "questions": (motif.questions, QUESTIONS_AT_MOST),
        "pieces": (motif.pieces, PIECES_AT_MOST),
        "reminders": (motif.reminders or [], REMINDERS_AT_MOST),
    }
    for column, (rows, most) in ceilings.items():
        if len(rows) > most:
            raise TooManyRows(field=column)


def _check_conditions(motif: Motif) -> None:
    """A condition on an answer that nobody can give any more would hide its piece for ever."""
    answers = {each["id"]: answers_of(each) for each in motif.questions}
    for piece in motif.pieces:
        condition = piece.get("if")
        if condition and not set(condition["is"]) <= set(answers.get(condition["question"], ())):
            raise QuestionNeeded(field="questions")


def answers_of(question: Mapping[str, Any]) -> Sequence[str]:
    """Among which one is chosen; none for a free text."""
    if question["kind"] == "yes_no":
        return YES_NO_ANSWERS
    return tuple(question.get("choices", ())) if question["kind"] == "choice" else ()


_CHECKS: Sequence[Callable[[Motif], None]] = (
    _check_durations,
    _check_delays,
    _check_people,
    _check_rows,
    _check_conditions,
)
