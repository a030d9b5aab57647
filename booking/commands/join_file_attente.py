"""Enter the waiting list of a motif, for an rdv or for an earlier one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop as _

from booking.availability.wall_clock import ONE_DAY, instant
from booking.commands.details import NOTHING_MORE, Details, who_comes
from booking.commands.end_files_attente import ATTENTE_OVER
from booking.commands.keep_sector_address import complete_address
from booking.commands.move_rdv import refuse_if_it_stays
from booking.commands.refusals import refuse_if_summons
from booking.commands.usagers import Identity
from booking.events import FileAttenteJoined
from booking.models import FileAttente, Motif, Participation
from booking.models.file_attente import ONE_PLACE
from booking.queries.files_attente import LIVE
from booking.queries.invitations import is_reserved
from booking.queries.sectors import Address
from booking.vocabulary import CreatedBy, SectorLevel
from foundation.actors import Actor
from foundation.database.errors import breaks
from foundation.database.unit import unit_of_work
from foundation.due.rows import plan
from foundation.errors import Refusal
from foundation.outbox.events import publish


class AlreadyWaiting(Refusal):
    code = "deja-en-attente"
    sentence = _(
        "Vous êtes déjà sur la liste d’attente pour ce motif. "
        "Pour changer vos souhaits ou vous retirer, ouvrez le lien que vous avez reçu."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """`lieux` are ids and `half_days` numbers of booking.queries.files_attente; empty is any. `people`: or documents,
    for whom the time must be long enough.
    """

    people: int = 1
    lieux: Sequence[int] = ()
    half_days: Sequence[int] = ()
    last_day: date


@unit_of_work
def join_file_attente(
    motif: Motif,
    wish: Wish,
    *,
    identity: Identity,
    by: Actor,
    now: datetime,
    details: Details = NOTHING_MORE,
    address: Address | None = None,
    place_id: UUID | None = None,
) -> FileAttente:
    """Without an rdv, by the person or by an agent. Of `details`, the language, who answers for a proche and the
    invitation. One place per person and motif: raises AlreadyWaiting. `address`, where the motif depends on it,
    completes a file that has none: who may be offered what is read from there.
    """
    refuse_if_summons(motif, by)
    usager = who_comes(identity, details, by, now)
    if address and motif.sector_level != SectorLevel.EVERYWHERE:
        complete_address(usager, address)
    place = FileAttente(usager=usager, motif=motif, people=wish.people, language=details.language)
    # Waiting outlasts most links: whom the motif is open to anyway keeps none.
    place.invitation_id = details.invitation_id if is_reserved(motif) else None
    if place_id:
        place.pk = place_id
    if by.is_agent:
        place.created_by = CreatedBy.AGENT
    return _enter(place, wish, now)


@unit_of_work
def wait_for_earlier(participation: Participation, wish: Wish, *, now: datetime) -> FileAttente:
    """The holder of the link of an rdv that they may move, for as many as it is for. Raises AlreadyWaiting, and as
    `move_by_usager` when it stays where it is.
    """
    rdv = participation.rdv
    refuse_if_it_stays(participation, now=now)
    place = FileAttente(usager=participation.usager, motif=rdv.motif, rdv=rdv, people=rdv.people)
    place.language = participation.language
    return _enter(place, wish, now)


def _enter(place: FileAttente, wish: Wish, now: datetime) -> FileAttente:
    usager, motif, rdv = place.usager, place.motif, place.rdv
    place.lieux, place.half_days = sorted(wish.lieux), sorted(wish.half_days)
    place.last_day, place.created_at = wish.last_day, now
    try:
        with transaction.atomic():
            place.save(force_insert=True)
    except IntegrityError as error:
        if not breaks(error, ONE_PLACE):
            raise
        known = FileAttente.objects.filter(usager=usager, motif=motif, state__in=LIVE).first()
        if known and rdv and known.rdv_id == rdv.pk:
            # Asked twice: who holds the link of the rdv may know.
            return known
        raise AlreadyWaiting from error
    end = instant(wish.last_day + ONE_DAY, time(0), ZoneInfo(motif.organisation.time_zone))
    plan(ATTENTE_OVER, place.pk, end)
    publish(FileAttenteJoined(file_attente_id=place.pk))
    return place
