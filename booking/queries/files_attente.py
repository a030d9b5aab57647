"""Who waits for what, in which order, and until when a time may be offered."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from booking.availability.wall_clock import local_day
from booking.models import CreneauOffer, FileAttente, Motif, Participation, Receipt
from booking.queries.creneaux import Creneau
from booking.queries.invitations import is_reserved
from booking.queries.reception import is_for_some, received_when_waiting
from booking.vocabulary import LAST_OFFER_BEFORE, OFFERED_FOR, AttenteState, OfferState, RdvStatus
from foundation.courier.channels import Channel

NOON = 12
SILENT_FOR = timedelta(hours=12)
LIVE = (AttenteState.WAITING, AttenteState.OFFERED)


def half_day(weekday: int, *, afternoon: bool) -> int:
    """Of an ISO weekday: the number that `FileAttente.half_days` holds."""
    return weekday * 2 + afternoon


def half_day_of(moment: datetime, zone: ZoneInfo) -> int:
    local = moment.astimezone(zone)
    return half_day(local.isoweekday(), afternoon=local.hour >= NOON)


def last_call(motif: Motif, starts_at: datetime) -> datetime:
    """From then on the time is the public's."""
    return starts_at - max(LAST_OFFER_BEFORE, timedelta(seconds=motif.min_delay_s))


def may_be_offered(motif: Motif, starts_at: datetime, at: datetime) -> bool:
    """Whether somebody told then would have time to answer."""
    return at + OFFERED_FOR <= last_call(motif, starts_at)


def somebody_waits() -> bool:
    return FileAttente.objects.filter(state=AttenteState.WAITING).exists()


def in_line(
    motif: Motif, *, lieu_id: int | None, starts_at: datetime, now: datetime, agenda_id: int | None = None
) -> QuerySet[FileAttente]:
    """Who waits for such a time and was not offered it yet, the first to be served first.

    Only those whom the time of `motif`, as it is asked for, is long enough for, and whom `agenda_id` may receive.
    Who has an rdv waits for an earlier one, as long as theirs may still be moved. Who has just left an offer without
    answer comes after the others: one absent person must not hold every time in turn.
    """
    zone = ZoneInfo(motif.organisation.time_zone)
    movable = now + timedelta(seconds=motif.move_limit_s)
    earlier = Q(rdv__status=RdvStatus.SCHEDULED, rdv__starts_at__gt=max(starts_at, movable))
    somewhere = Q(lieux=[]) if lieu_id is None else Q(lieux=[]) | Q(lieux__contains=[lieu_id])
    offered = CreneauOffer.objects.filter(file_attente=OuterRef("pk"), starts_at=starts_at, lieu=lieu_id)
    silent = CreneauOffer.objects.filter(
        file_attente=OuterRef("pk"), state=OfferState.EXPIRED, until__gt=now - SILENT_FOR
    )
    rows = _waiting(motif).filter(
        ~Exists(offered),
        somewhere,
        Q(half_days=[]) | Q(half_days__contains=[half_day_of(starts_at, zone)]),
        Q(rdv=None) | earlier,
        people__lte=motif.count,
        last_day__gte=local_day(starts_at, zone),
    )
    if agenda_id and is_for_some(motif):
        rows = rows.filter(pk__in=_whom(agenda_id, motif, rows))
    return rows.order_by(Exists(silent), "created_at", "pk")


def _whom(agenda_id: int, motif: Motif, rows: QuerySet[FileAttente]) -> list[UUID]:
    """Three queries at most."""
    places = list(rows.select_related("usager__responsible", "rdv"))
    among = received_when_waiting(motif, places)
    return [place_id for place_id, agendas in among.items() if agendas is None or agenda_id in agendas]


def waiting_for(motif: Motif) -> Sequence[FileAttente]:
    """The first to be served first, with what each was offered."""
    rows = _waiting(motif).select_related("rdv", "usager__responsible")
    return list(rows.prefetch_related("offers").order_by("created_at", "pk"))


def _waiting(motif: Motif) -> QuerySet[FileAttente]:
    """Without those whose link, used or revoked since, would let them take no time of a reserved motif."""
    rows = FileAttente.objects.filter(motif=motif, state=AttenteState.WAITING)
    if not is_reserved(motif):
        return rows
    good = Q(invitation__revoked_at=None, invitation__uses__lt=F("invitation__uses_at_most"))
    return rows.filter(Q(invitation=None) | good)


def suits(place: FileAttente, motif: Motif, creneau: Creneau) -> bool:
    """As `in_line`, said of a place that `waiting_for` read: to look no further than needed."""
    zone = ZoneInfo(motif.organisation.time_zone)
    if (creneau.start, creneau.lieu_id) in {(each.starts_at, each.lieu_id) for each in place.offers.all()}:
        return False
    if place.rdv and (place.rdv.status != RdvStatus.SCHEDULED or place.rdv.starts_at <= creneau.start):
        return False
    return (
        (not place.lieux or creneau.lieu_id in place.lieux)
        and (not place.half_days or half_day_of(creneau.start, zone) in place.half_days)
        and local_day(creneau.start, zone) <= place.last_day
    )


def motifs_awaited_on(agenda_id: int) -> Sequence[Motif]:
    """Motifs received on that agenda for which somebody waits."""
    rows = Motif.objects.filter(plages_ouverture__agenda=agenda_id, files_attente__state=AttenteState.WAITING)
    return list(rows.select_related("organisation").distinct().order_by("pk"))


def place_by_token(token: str) -> FileAttente | None:
    """With everything that its page says: one query."""
    return _whole().filter(token=token).first()


def place_by_id(place_id: UUID) -> FileAttente | None:
    return _whole().filter(pk=place_id).first()


def offer_told(offer_id: UUID) -> CreneauOffer | None:
    """The offer as a letter tells it; None once it is over."""
    rows = CreneauOffer.objects.select_related(
        "lieu", "file_attente__usager__responsible", "file_attente__motif__organisation", "file_attente__rdv"
    )
    return rows.filter(pk=offer_id, state=OfferState.LIVE).first()


def told_key(offer: CreneauOffer, channel: str) -> str:
    """Of the receipt."""
    return f"offer:{offer.pk}:{channel}"


def was_told(offer: CreneauOffer) -> bool:
    """Or nothing could be: on every channel there is a receipt, of what left or of why not."""
    return Receipt.objects.filter(key__in=[told_key(offer, each) for each in Channel]).exists()


def live_offer(place: FileAttente) -> CreneauOffer | None:
    return (
        CreneauOffer.objects.select_related("lieu").filter(file_attente=place, state=OfferState.LIVE).first()
    )


def ahead_of(place: FileAttente) -> int:
    """How many wait for the same motif since earlier."""
    earlier = Q(created_at__lt=place.created_at) | Q(created_at=place.created_at, pk__lt=place.pk)
    return FileAttente.objects.filter(earlier, motif=place.motif_id, state__in=LIVE).count()


def participation_of(place: FileAttente) -> Participation | None:
    """In the rdv to bring forward, or in the one that was taken."""
    if place.rdv_id is None:
        return None
    return Participation.objects.filter(rdv=place.rdv_id, usager=place.usager_id).first()


def place_of_rdv(participation: Participation) -> FileAttente | None:
    """Of who waits already for an earlier time than this one."""
    rows = FileAttente.objects.filter(usager=participation.usager_id, rdv=participation.rdv_id)
    return rows.filter(state__in=LIVE).first()


def _whole() -> QuerySet[FileAttente]:
    return FileAttente.objects.select_related(
        "usager__responsible", "motif__organisation", "motif__service", "rdv__lieu"
    )
