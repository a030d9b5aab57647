"""People who wait, and the due rows that serve them."""

from datetime import date, datetime, timedelta
from typing import Any

from booking.commands.book_rdv import book_rdv
from booking.commands.cancel_rdv import cancel_by_usager
from booking.commands.join_file_attente import Wish, join_file_attente
from booking.models import CreneauOffer, FileAttente, Participation, Receipt
from booking.queries.files_attente import told_key
from booking.vocabulary import MessageKind, OfferState
from foundation.actors import VISITOR
from foundation.courier.channels import Channel
from foundation.due.models import DueRow
from foundation.due.run import run_due
from foundation.tenancy import in_public
from tests.booking.commands.conftest import NINE, NOW, Office
from tests.booking.commands.test_one_time_one_rdv import person

HALF_HOUR = timedelta(minutes=30)
FAR = date(2027, 2, 1)


def taken(office: Office, starts_at: datetime = NINE, number: int = 90) -> Participation:
    """Somebody's rdv, whose time will be freed."""
    return book_rdv(office.wanted(starts_at), identity=person(number), by=VISITOR, now=NOW)


def waits(office: Office, number: int = 1, *, now: datetime = NOW, **wish: Any) -> FileAttente:
    said = Wish(**{"last_day": FAR} | wish)
    return join_file_attente(office.motif, said, identity=person(number), by=VISITOR, now=now)


def run_until(now: datetime, *, told: bool = True) -> None:
    """Everything that is due by then, in order of time as it would have been. `told`: as if each offer were also
    told at once.
    """
    while True:
        with in_public():
            rows = DueRow.objects.filter(kind__startswith="booking.", due_at__lte=now)
            first = rows.order_by("due_at").values_list("due_at", flat=True).first()
            if first is None:
                return
            run_due(max(first, NOW))
        if told:
            tell_live()


def tell_live() -> None:
    """The receipts that the messages of live offers leave."""
    Receipt.objects.bulk_create(
        [
            Receipt(
                key=told_key(offer, Channel.SMS),
                kind=MessageKind.CRENEAU_OFFERED,
                channel=Channel.SMS,
                created_at=offer.made_at,
            )
            for offer in CreneauOffer.objects.filter(state=OfferState.LIVE)
        ],
        ignore_conflicts=True,
    )


def offered_to() -> list[str]:
    """Last names, in the order of offers."""
    rows = CreneauOffer.objects.order_by("made_at", "file_attente__created_at")
    return list(rows.values_list("file_attente__usager__last_name", flat=True))


def live() -> CreneauOffer:
    return CreneauOffer.objects.select_related("file_attente").get(state=OfferState.LIVE)


def freed(office: Office) -> Participation:
    """The rdv of nine o'clock, just cancelled."""
    participation = taken(office)
    cancel_by_usager(participation, by=VISITOR, now=NOW)
    return participation
