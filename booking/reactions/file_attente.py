"""The waiting list at work: what is due, what openings bring, what people are told."""

from collections.abc import Sequence
from datetime import datetime, time
from functools import partial
from uuid import UUID

from booking.availability.wall_clock import ONE_DAY, instant
from booking.commands.end_files_attente import end_files_attente, end_of_booked
from booking.commands.offer_creneau import offer_creneau
from booking.commands.offer_opening import offer_opening
from booking.commands.tell_opening import read_ref
from booking.events import FileAttenteJoined, OfferMade, RdvBooked
from booking.models import FileAttente, Lieu, Participation, Rdv
from booking.queries.agent_rdvs import zone_of
from booking.queries.files_attente import LIVE, offer_told, place_by_id, told_key
from booking.queries.people import granted
from booking.queries.reminder_times import may_write
from booking.queries.short_links import short_place
from booking.queries.usager_contacts import reader_of
from booking.queries.week import zone_of as zone_of_motif
from booking.reactions.sending import send
from booking.vocabulary import CreatedBy, MessageKind
from foundation import clock
from foundation.courier.channels import Channel
from foundation.outbox.wiring import Envelope
from foundation.tenancy import current


def go_on(refs: Sequence[str], now: datetime) -> None:
    """Due: a time kept for who waits may be offered, or its offer is over."""
    for ref in refs:
        offer_creneau(UUID(ref), now=now)


def serve_opening(refs: Sequence[str], now: datetime) -> None:
    """Due: agendas that may have more free time than before."""
    for ref in refs:
        agenda_id, during = read_ref(ref)
        offer_opening(agenda_id, now=now, during=during)


def end_places(refs: Sequence[str], now: datetime) -> None:
    """Due: the last day that suited them has passed."""
    end_files_attente([UUID(ref) for ref in refs])


def wait_no_more(event: RdvBooked, envelope: Envelope) -> None:
    end_of_booked(event.rdv_id)


def tell_joined_file_attente(event: FileAttenteJoined, envelope: Envelope) -> None:
    """With the link that leads back to one's place. One message is enough: an SMS for who has no address."""
    place = place_by_id(event.file_attente_id)
    if place is None or place.state not in LIVE:
        return
    end = instant(place.last_day + ONE_DAY, time(0), zone_of_motif(place.motif))
    channel = Channel.EMAIL if reader_of(place.usager).email else Channel.SMS
    send(
        kind=MessageKind.FILE_ATTENTE_JOINED,
        channel=channel,
        key=f"attente:{place.pk}:{channel}",
        now=clock.now(),
        participation=_as_booked(place, lieu=None, starts_at=end),
        drop_after=end,
        extra={"link": _link(place, channel), "last_day": place.last_day},
    )


def tell_offer(event: OfferMade, envelope: Envelope, *, channel: Channel) -> None:
    """Of an offer that stands: nobody is told of a time that is gone."""
    offer, now = offer_told(event.offer_id), clock.now()
    if offer is None:
        return
    place = offer.file_attente
    offered = _as_booked(place, lieu=offer.lieu, starts_at=offer.starts_at)
    zone = zone_of(offered.rdv)
    send(
        kind=MessageKind.CRENEAU_OFFERED,
        channel=channel,
        key=told_key(offer, channel),
        now=now,
        participation=offered,
        # A relay that comes in the evening only, or once it is over, tells nobody.
        drop_after=offer.until if may_write(now, zone) else now,
        extra={
            "link": _link(place, channel),
            "until": offer.until.astimezone(zone),
            "instead_of": place.rdv and place.rdv.starts_at.astimezone(zone),
        },
    )


def _as_booked(place: FileAttente, *, lieu: Lieu | None, starts_at: datetime) -> Participation:
    """The rdv that it would be. Saved nowhere."""
    motif = granted(place.motif, place.people)
    rdv = Rdv(
        organisation=motif.organisation,
        motif=motif,
        lieu=lieu,
        people=place.people,
        starts_at=starts_at,
        ends_at=starts_at + motif.duration,
        created_by=CreatedBy.USAGER,
        created_at=place.created_at,
    )
    return Participation(rdv=rdv, usager=place.usager, language=place.language)


def _link(place: FileAttente, channel: Channel) -> str:
    return short_place(place) if channel == Channel.SMS else current().url(f"/attente/{place.token}/")


email_offer = partial(tell_offer, channel=Channel.EMAIL)
sms_offer = partial(tell_offer, channel=Channel.SMS)
