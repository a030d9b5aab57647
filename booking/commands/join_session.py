"""Join a session: seats are taken. They are counted once, under the lock of the session's row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4, uuid5

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from booking.commands.check_no_shows import check_no_shows
from booking.commands.check_quota import check_quota, lock_quota
from booking.commands.details import NOTHING_MORE, Details, facts_of, who_comes
from booking.commands.plan_messages import plan_reminders
from booking.commands.refusals import AlreadyOver, refuse_if_summons
from booking.commands.usagers import Identity
from booking.commands.use_invitation import use_invitation
from booking.events import ParticipationJoined
from booking.models import Participation, Rdv, Usager
from booking.policies import may_join
from booking.queries.creneaux import window_of
from booking.vocabulary import CANCELLED, RdvStatus
from foundation.actors import Actor
from foundation.database.unit import unit_of_work
from foundation.errors import NotFound, Refusal
from foundation.outbox.events import publish


class SessionFull(Refusal):
    """`left`: the seats that remain, fewer than were asked for."""

    code = "seance-complete"
    sentence = _("Il n’y a plus de place à cette séance. Choisissez-en une autre, ou téléphonez.")
    some_left = _(
        "Il ne reste pas assez de places à cette séance pour tout le monde. Personne n’est inscrit : "
        "retirez quelqu’un, ou choisissez une autre séance."
    )


class AlreadyIn(Refusal):
    code = "deja-inscrit"
    sentence = _("Cette personne est déjà inscrite à cette séance. Il n’y a rien d’autre à faire.")
    of_several = _("Déjà inscrit à cette séance : {name}. Retirez cette ligne, puis recommencez.")


class NotOpenToJoin(Refusal):
    code = "inscriptions-closes"
    sentence = _("Les inscriptions en ligne à cette séance sont closes, ou pas encore ouvertes. Téléphonez.")


@dataclass(frozen=True, slots=True)
class Joining:
    """One person of a request. Of a proche, `details.responsible` says who answers for them."""

    identity: Identity
    details: Details = NOTHING_MORE


def join(
    rdv: Rdv, *, identity: Identity, by: Actor, now: datetime, details: Details = NOTHING_MORE
) -> Participation:
    """One person. Raises as `join_together`."""
    return join_together(rdv, [Joining(identity, details)], by=by, now=now)[0]


@unit_of_work
def join_together(
    rdv: Rdv,
    people: Sequence[Joining],
    *,
    by: Actor,
    now: datetime,
    key: UUID | None = None,
    beyond: bool = False,
) -> list[Participation]:
    """All of them, in order, or nobody. Who left and comes back finds the same link again.

    `key`: of the request; sent twice by the same person, it is answered twice. `beyond`: an agent
    was told that seats lack, and enters them all the same.
    Raises SessionFull, AlreadyIn, NotOpenToJoin, AlreadyOver, QuotaReached, ConfirmationAsked, NotFound.
    """
    session = _lock(rdv.pk)
    lock_quota(session.motif, by)
    known = {each.usager_id: each for each in session.participations.all()}
    ids = _place_ids(session, people, key)
    twin = next((each for each in known.values() if each.pk == ids[0]), None)
    if twin and twin.status not in CANCELLED:
        return [twin]
    if twin:
        # Taken out since: entered again, it is another request.
        ids = _place_ids(session, people, None)
    usagers = [who_comes(each.identity, each.details, by, now) for each in people]
    _check_open(session, people, by, now)
    _check_seats(session, usagers, known, beyond=beyond and by.is_agent)
    places = []
    for each, usager, place_id in zip(people, usagers, ids, strict=True):
        answers = each.details.responsible or each.identity
        check_quota(session.motif, answers, starts_at=session.starts_at, by=by)
        check_no_shows(session.motif, answers, by=by, now=now)
        if each.details.invitation_id:
            use_invitation(each.details.invitation_id, session.motif, now=now)
        places.append(_seat(session, usager, known.get(usager.pk), place_id, each.details, now))
    plan_reminders(session, now, places)
    _tell(session, places, by)
    return places


def _lock(rdv_id: UUID) -> Rdv:
    sessions = Rdv.objects.select_for_update(no_key=True, of=("self",)).select_related("motif__organisation")
    session = sessions.filter(pk=rdv_id, seats__isnull=False).first()
    if session is None:
        raise NotFound
    return session


def _place_ids(session: Rdv, people: Sequence[Joining], key: UUID | None) -> list[UUID]:
    """The same for the same request: a key is worth nothing with another name or contact."""
    if key is None:
        return [uuid4() for _ in people]
    return [uuid5(key, f"{session.pk} {each.identity}") for each in people]


def _check_open(session: Rdv, people: Sequence[Joining], by: Actor, now: datetime) -> None:
    if session.is_cancelled or session.starts_at <= now:
        raise AlreadyOver
    refuse_if_summons(session.motif, by)
    if by.is_agent:
        return
    details = people[0].details
    if not may_join(session, invited=details.invitation_id is not None, prescribed=bool(details.prescriber)):
        raise NotFound
    if not window_of(session.motif, now).holds(session.starts_at):
        raise NotOpenToJoin


def _check_seats(
    session: Rdv, usagers: Sequence[Usager], known: Mapping[UUID, Participation], *, beyond: bool
) -> None:
    inside = {pk for pk, each in known.items() if each.status not in CANCELLED}
    asked = set[UUID]()
    for usager in usagers:
        if usager.pk in inside | asked:
            several = gettext(AlreadyIn.of_several).format(name=usager)
            raise AlreadyIn(several if len(usagers) > 1 else None)
        asked.add(usager.pk)
    left = max((session.seats or 0) - len(inside), 0)
    if len(usagers) > left and not beyond:
        raise SessionFull(gettext(SessionFull.some_left) if left else None, left=left)


def _seat(
    session: Rdv,
    usager: Usager,
    place: Participation | None,
    place_id: UUID,
    details: Details,
    now: datetime,
) -> Participation:
    told = facts_of(details, now)
    if place is None:
        return Participation.objects.create(id=place_id, rdv=session, usager=usager, **told)
    told |= {"status": RdvStatus.SCHEDULED, "confirmed_at": None, "late_min": None, "cancel_reason": ""}
    for name, value in told.items():
        setattr(place, name, value)
    place.save(update_fields=told.keys())
    place.rdv, place.usager = session, usager
    return place


def _tell(session: Rdv, places: Sequence[Participation], by: Actor) -> None:
    """One letter tells of all: that of the first, who answers for the others."""
    first, *others = places
    for place in places:
        publish(
            ParticipationJoined(
                rdv_id=session.pk,
                participation_id=place.pk,
                by=by.kind,
                by_agent=by.agent_id,
                together=tuple(each.pk for each in others) if place is first else (),
                told_with=None if place is first else first.pk,
            )
        )
