"""Take the time that is offered: a new rdv, or one's own brought forward, in one transaction."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_noop as _

from booking.commands.again import begin_again
from booking.commands.book_rdv import book_rdv, convert_hold
from booking.commands.details import NOTHING_MORE, Details
from booking.commands.expire_holds import drop_holds
from booking.commands.keep_for_waiting import OFFER, lock_kept
from booking.commands.move_rdv import move_by_usager
from booking.commands.offer_creneau import end_offer
from booking.commands.usagers import Identity
from booking.commands.wanted import Wanted
from booking.models import CreneauOffer, FileAttente, Hold, Occupation, Participation
from booking.queries.invitations import is_reserved
from booking.queries.people import granted
from booking.vocabulary import AttenteState, OfferState
from foundation.actors import Actor
from foundation.database.unit import unit_of_work
from foundation.due.rows import cancel
from foundation.errors import Refusal


class OfferOver(Refusal):
    code = "proposition-expiree"
    sentence = _(
        "Ce créneau n’est plus gardé pour vous : une autre personne peut le prendre. "
        "Vous restez sur la liste d’attente, à la même place."
    )


@begin_again
@unit_of_work
def accept_offer(
    place: FileAttente, offer_id: UUID, *, by: Actor, now: datetime, details: Details = NOTHING_MORE
) -> Participation:
    """Accepted twice, the same rdv. An offer that is over stands as long as nobody has been asked after. Of `details`,
    what the motif asks of a new rdv; the place knows the rest.

    Raises OfferOver, and what booking and moving refuse: the offer then stands.
    """
    offered = CreneauOffer.objects.filter(pk=offer_id, file_attente=place).first()
    if offered is None:
        raise OfferOver
    own = Occupation.objects.filter(rdv__files_attente=place).values_list("agenda_id", flat=True)
    hold = lock_kept(offered.hold_id, also=list(own))
    place = FileAttente.objects.select_for_update(no_key=True).get(pk=place.pk)
    offer = CreneauOffer.objects.get(pk=offer_id)
    if offer.state == OfferState.ACCEPTED:
        return _participation(place)
    if offer.state != OfferState.LIVE or hold is None or hold.expires_at <= now:
        raise OfferOver
    booked = _brought_forward(place, hold, by, now) or _booked(place, hold, by, now, _whole(details, place))
    cancel(OFFER, hold.pk)
    end_offer(offer, OfferState.ACCEPTED)
    place.state, place.rdv, place.usager = AttenteState.SERVED, booked.rdv, booked.usager
    place.save(update_fields=["state", "rdv", "usager"])
    return booked


def _booked(place: FileAttente, hold: Hold, by: Actor, now: datetime, details: Details) -> Participation:
    if hold.people != place.people:
        return _booked_shorter(place, hold, by, now, details)
    found = convert_hold(hold.pk, hold.visitor, Identity.of(place.usager), by, now, details)
    if not isinstance(found, Participation):
        raise OfferOver
    return found


def _booked_shorter(
    place: FileAttente, hold: Hold, by: Actor, now: datetime, details: Details
) -> Participation:
    """For fewer people than the time that was freed: what is left of it is everybody's."""
    _give_back(hold)
    wanted = Wanted(
        motif=granted(hold.motif, place.people),
        lieu_id=hold.lieu_id,
        starts_at=hold.starts_at,
        agenda_ids=[hold.agenda_id] if hold.agenda_id else [],
        free_choice=True,
    )
    return book_rdv(wanted, identity=Identity.of(place.usager), by=by, now=now, details=details)


def _whole(details: Details, place: FileAttente) -> Details:
    """A link that was good when they began to wait has not expired since."""
    answers = place.usager.responsible
    return replace(
        details,
        language=place.language,
        responsible=Identity.of(answers) if answers else None,
        invitation_id=place.invitation_id if is_reserved(place.motif) else None,
        invited_at=place.created_at,
    )


def _give_back(hold: Hold) -> None:
    agendas = set(Occupation.objects.filter(hold=hold).values_list("agenda_id", flat=True))
    drop_holds(Q(pk=hold.pk), on=agendas)


def _brought_forward(place: FileAttente, hold: Hold, by: Actor, now: datetime) -> Participation | None:
    """With everything that was said of it. None for who has no rdv, or no longer."""
    if not place.brings_forward:
        return None
    _give_back(hold)
    own = _participation(place)
    move_by_usager(own, starts_at=hold.starts_at, lieu_id=hold.lieu_id, by=by, now=now)
    return own


def _participation(place: FileAttente) -> Participation:
    rows = Participation.objects.select_related("rdv__motif__organisation", "usager")
    return rows.get(rdv=place.rdv_id, usager=place.usager_id)
