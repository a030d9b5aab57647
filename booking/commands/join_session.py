"""Join a session: a seat is taken. Seats are counted under the lock of the session's row."""

from datetime import datetime
from uuid import UUID

from booking.commands.check_no_shows import check_no_shows
from booking.commands.check_quota import check_quota
from booking.commands.details import NOTHING_MORE, Details, facts_of, take_part
from booking.commands.plan_messages import plan_reminders
from booking.commands.refusals import AlreadyOver
from booking.commands.usagers import Identity, recognise_usager
from booking.events import ParticipationJoined
from booking.models import Participation, Rdv, Usager
from booking.vocabulary import CANCELLED, RdvStatus
from foundation.actors import Actor
from foundation.database.unit import unit_of_work
from foundation.errors import NotFound, Refusal
from foundation.outbox.events import publish


class SessionFull(Refusal):
    code = "seance-complete"
    sentence = "Il n’y a plus de place à cette séance. Choisissez-en une autre, ou téléphonez."


class AlreadyIn(Refusal):
    code = "deja-inscrit"
    sentence = "Cette personne est déjà inscrite à cette séance. Il n’y a rien d’autre à faire."


@unit_of_work
def join(
    rdv: Rdv, *, identity: Identity, by: Actor, now: datetime, details: Details = NOTHING_MORE
) -> Participation:
    """Who left and comes back finds the same link again. Raises SessionFull, AlreadyIn, AlreadyOver,
    QuotaReached, ConfirmationAsked, NotFound.
    """
    session = _lock(rdv.pk)
    if session.is_cancelled or session.starts_at <= now:
        raise AlreadyOver
    known = list(session.participations.select_related("usager"))
    usager = recognise_usager(identity, by=by, now=now)
    place = next((each for each in known if each.usager_id == usager.pk), None)
    if place and place.status not in CANCELLED:
        raise AlreadyIn
    taken = sum(each.status not in CANCELLED for each in known)
    if session.seats is None or taken >= session.seats:
        raise SessionFull
    check_quota(session.motif, identity, starts_at=session.starts_at, by=by)
    check_no_shows(session.motif, identity, by=by, now=now)
    return _seat(session, usager, place, details, by, now)


def _lock(rdv_id: UUID) -> Rdv:
    sessions = Rdv.objects.select_for_update(no_key=True, of=("self",)).select_related("motif__organisation")
    session = sessions.filter(pk=rdv_id, seats__isnull=False).first()
    if session is None:
        raise NotFound
    return session


def _seat(
    session: Rdv, usager: Usager, place: Participation | None, details: Details, by: Actor, now: datetime
) -> Participation:
    if place:
        told = {**facts_of(details, now), "status": RdvStatus.SCHEDULED, "confirmed_at": None}
        for name, value in told.items():
            setattr(place, name, value)
        place.save(update_fields=told.keys())
        place.rdv = session
    else:
        place = take_part(session, usager, details, now=now)
    plan_reminders(session, now, [place])
    publish(
        ParticipationJoined(rdv_id=session.pk, participation_id=place.pk, by=by.kind, by_agent=by.agent_id)
    )
    return place
