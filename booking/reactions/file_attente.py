"""The waiting list at work: what is due, what openings bring, what people are told."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from booking.commands.end_files_attente import end_files_attente, end_of_booked
from booking.commands.offer_creneau import offer_creneau
from booking.commands.offer_opening import offer_opening
from booking.commands.tell_opening import read_ref
from booking.events import OfferMade, RdvBooked
from booking.models import CreneauOffer, Participation, Rdv
from booking.queries.agent_rdvs import zone_of
from booking.queries.files_attente import offer_told
from booking.queries.reminder_times import may_write
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


def tell_offer(event: OfferMade, envelope: Envelope, *, channel: Channel) -> None:
    """Of an offer that stands: nobody is told of a time that is gone."""
    offer, now = offer_told(event.offer_id), clock.now()
    if offer is None:
        return
    offered = _as_booked(offer)
    zone = zone_of(offered.rdv)
    if not may_write(now, zone):
        return
    send(
        kind=MessageKind.CRENEAU_OFFERED,
        channel=channel,
        key=f"offer:{offer.pk}:{channel}",
        now=now,
        participation=offered,
        drop_after=offer.until,
        extra={
            "link": current().url(f"/attente/{offer.file_attente.token}/"),
            "until": offer.until.astimezone(zone),
            "same_day": offer.until.astimezone(zone).date() == now.astimezone(zone).date(),
            "instead_of": offer.file_attente.rdv and offer.file_attente.rdv.starts_at.astimezone(zone),
        },
    )


def _as_booked(offer: CreneauOffer) -> Participation:
    """The rdv that it would be. Saved nowhere."""
    place = offer.file_attente
    motif = place.motif
    rdv = Rdv(
        organisation=motif.organisation,
        motif=motif,
        lieu=offer.lieu,
        starts_at=offer.starts_at,
        ends_at=offer.starts_at + motif.duration,
        created_by=CreatedBy.USAGER,
        created_at=offer.made_at,
    )
    return Participation(rdv=rdv, usager=place.usager)


email_offer = partial(tell_offer, channel=Channel.EMAIL)
sms_offer = partial(tell_offer, channel=Channel.SMS)
