"""Another person of the household comes instead: the one who answers for them, or one of their proches."""

from datetime import datetime

from django.utils.translation import gettext_noop as _

from booking.commands.join_session import AlreadyIn
from booking.commands.refusals import AlreadyOver
from booking.commands.usagers import recognise_proche
from booking.events import ParticipantChanged
from booking.models import FileAttente, Participation, Rdv, Usager
from booking.policies import is_in_a_name, may_change_who_comes
from booking.queries.files_attente import LIVE
from booking.queries.usager_contacts import reader_of
from booking.vocabulary import AttenteState
from foundation.actors import Actor
from foundation.database.unit import unit_of_work
from foundation.errors import Refusal
from foundation.outbox.events import publish


class NameLocked(Refusal):
    code = "nom-verrouille"
    sentence = _(
        "Ce rendez-vous est au nom de la personne pour qui il a été pris. "
        "Si quelqu’un d’autre doit venir, annulez-le et prenez-en un autre, ou téléphonez."
    )


@unit_of_work
def change_participant(
    participation: Participation, *, first_name: str, last_name: str, by: Actor, now: datetime
) -> Participation:
    """By the holder of the link, until the start. Messages go on to the same person, who may name herself. Asked
    twice, it is done once. Raises AlreadyOver, NameLocked, AlreadyIn.
    """
    rdv = _lock(participation)
    place = rdv.participations.select_related("usager__responsible").get(pk=participation.pk)
    place.rdv = rdv
    if not may_change_who_comes(place, now):
        raise AlreadyOver
    if is_in_a_name(rdv.motif) and not by.is_agent:
        raise NameLocked
    former, answers = place.usager, reader_of(place.usager)
    comes = recognise_proche(answers, first_name, last_name, by=by, now=now, language=place.language)
    if comes == former:
        return place
    if rdv.participations.filter(usager=comes).exists():
        raise AlreadyIn
    place.usager = comes
    place.save(update_fields=["usager"])
    _follow(rdv, former, comes)
    # Calendars learn it by a higher sequence.
    rdv.sequence += 1
    rdv.save(update_fields=["sequence"])
    publish(
        ParticipantChanged(
            rdv_id=rdv.pk,
            participation_id=place.pk,
            former_usager=former.pk,
            by=by.kind,
            by_agent=by.agent_id,
        )
    )
    return place


def _lock(participation: Participation) -> Rdv:
    rows = Rdv.objects.select_for_update(no_key=True, of=("self",)).select_related("motif__organisation")
    return rows.get(pk=participation.rdv_id)


def _follow(rdv: Rdv, former: Usager, comes: Usager) -> None:
    """The place in the waiting list is for this rdv; one person has one place for a motif."""
    place = FileAttente.objects.filter(rdv=rdv, usager=former, state__in=LIVE)
    if FileAttente.objects.filter(usager=comes, motif=rdv.motif_id, state__in=LIVE).exists():
        place.filter(state=AttenteState.WAITING).update(state=AttenteState.LEFT)
    else:
        place.update(usager=comes)
