"""Enter the waiting list of a motif, for an rdv or for an earlier one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from booking.availability.wall_clock import ONE_DAY, instant
from booking.commands.end_files_attente import ATTENTE_OVER
from booking.commands.refusals import AlreadyOver, SessionStays
from booking.commands.usagers import Identity, recognise_usager
from booking.events import FileAttenteJoined
from booking.models import FileAttente, Motif, Participation, Rdv, Usager
from booking.models.file_attente import ONE_PLACE
from booking.queries.files_attente import LIVE
from booking.vocabulary import RdvStatus
from foundation.actors import Actor
from foundation.database.errors import breaks
from foundation.database.unit import unit_of_work
from foundation.due.rows import plan
from foundation.errors import Refusal
from foundation.outbox.events import publish


class AlreadyWaiting(Refusal):
    code = "deja-en-attente"
    sentence = (
        "Vous êtes déjà sur la liste d’attente pour ce motif. "
        "Pour changer vos souhaits ou vous retirer, ouvrez le lien que vous avez reçu."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """`lieux` are ids and `half_days` numbers of booking.queries.files_attente; empty is any."""

    lieux: Sequence[int] = ()
    half_days: Sequence[int] = ()
    last_day: date


@unit_of_work
def join_file_attente(
    motif: Motif, wish: Wish, *, identity: Identity, by: Actor, now: datetime
) -> FileAttente:
    """Without an rdv. One place per person and motif: raises AlreadyWaiting."""
    return _enter(recognise_usager(identity, by=by, now=now), motif, wish, rdv=None, now=now)


@unit_of_work
def wait_for_earlier(participation: Participation, wish: Wish, *, now: datetime) -> FileAttente:
    """The holder of the link of an rdv. Raises AlreadyOver, SessionStays, AlreadyWaiting."""
    rdv = participation.rdv
    if rdv.is_session:
        raise SessionStays
    if participation.status != RdvStatus.SCHEDULED or rdv.starts_at <= now:
        raise AlreadyOver
    return _enter(participation.usager, rdv.motif, wish, rdv=rdv, now=now)


def _enter(usager: Usager, motif: Motif, wish: Wish, *, rdv: Rdv | None, now: datetime) -> FileAttente:
    place = FileAttente(
        usager=usager,
        motif=motif,
        rdv=rdv,
        lieux=sorted(wish.lieux),
        half_days=sorted(wish.half_days),
        last_day=wish.last_day,
        created_at=now,
    )
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
