"""A reminder at once, because an agent thinks that it is needed."""

from datetime import datetime, timedelta

from booking.commands.refusals import AlreadyOver
from booking.events import ReminderAsked
from booking.models import Participation
from booking.queries.paper_letter import is_unreachable
from booking.vocabulary import RdvStatus
from foundation.actors import Actor
from foundation.database.unit import unit_of_work
from foundation.errors import Forbidden, Refusal
from foundation.outbox.events import publish

AGAIN_AFTER = timedelta(hours=1)


class RemindedJustNow(Refusal):
    code = "rappel-deja-parti"
    sentence = "Un rappel est parti il y a moins d’une heure. Attendez avant d’en envoyer un autre."


class NobodyReads(Refusal):
    code = "personne-injoignable"
    sentence = (
        "Cette personne ne reçoit ni SMS ni e-mail de ce motif. Téléphonez-lui, ou imprimez son courrier."
    )


@unit_of_work
def remind_by_hand(
    participation: Participation, *, seen: datetime | None, by: Actor, now: datetime
) -> Participation:
    """`seen`: the last one by hand when the form was made. A form sent twice, or made before a colleague's reminder,
    finds it gone already and sends none. Raises Forbidden, AlreadyOver, NobodyReads, RemindedJustNow.
    """
    if not by.is_agent:
        raise Forbidden
    locked = Participation.objects.select_for_update(no_key=True, of=("self",))
    place = locked.select_related("rdv__motif", "usager__responsible").get(pk=participation.pk)
    if not is_expected(place, now):
        raise AlreadyOver
    if not is_written_to(place):
        raise NobodyReads
    if place.reminded_at and now - place.reminded_at < AGAIN_AFTER:
        if place.reminded_at == seen:
            raise RemindedJustNow
        return place
    place.reminded_at = now
    place.save(update_fields=["reminded_at"])
    publish(
        ReminderAsked(
            rdv_id=place.rdv_id,
            participation_id=place.pk,
            starts_at=place.rdv.starts_at,
            by_agent=by.agent_id,
        )
    )
    return place


def is_expected(place: Participation, now: datetime) -> bool:
    rdv = place.rdv
    return place.status == RdvStatus.SCHEDULED and not rdv.is_cancelled and rdv.starts_at > now


def is_written_to(place: Participation) -> bool:
    return place.rdv.motif.is_notified and not is_unreachable(place)
