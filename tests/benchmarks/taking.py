"""Hold and confirm as visitors do, and put everything back as it was."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import connection, transaction

from booking.commands.book_rdv import confirm_hold
from booking.commands.hold_creneau import Visitor, hold_creneau
from booking.commands.index import lock_agendas, reindex
from booking.commands.usagers import Identity
from booking.commands.wanted import Wanted
from booking.models import Hold, Motif, Occupation, Participation, Rdv, Usager
from booking.queries.creneaux import creneaux
from foundation.actors import VISITOR
from foundation.database.building import building
from foundation.due.models import DueRow
from foundation.outbox.models import Delivery, Message
from tenants.models import Tenant
from tests.benchmarks.crowd import Time
from tests.benchmarks.dataset import NOW, SPREAD_WEEKS
from tests.benchmarks.prepared import NOW_UTC

FAMILY = "Mesure"


def motif_1() -> Motif:
    return Motif.objects.select_related("organisation").get(slug="motif-1")


def free_times(motif: Motif, count: int) -> list[Time]:
    """Lieux and starts that are free for certain: after the weeks that are booked, spread over lieux and days."""
    day = NOW.date() + timedelta(weeks=SPREAD_WEEKS, days=7)
    found = creneaux(motif, first_day=day, last_day=day + timedelta(days=27), now=NOW_UTC)
    wanted = sorted({(each.lieu_id, each.start) for each in found}, key=lambda each: each[1])
    return wanted[:: max(1, len(wanted) // count)][:count]


def hold_and_confirm(motif: Motif, lieu_id: int | None, starts_at: datetime) -> None:
    person = uuid4()
    wanted = Wanted(motif=motif, lieu_id=lieu_id, starts_at=starts_at)
    # Each from an address of their own: the ceiling per address is not what is measured.
    visitor = Visitor(mark=person.hex, address_hash=person.hex)
    hold = hold_creneau(wanted, visitor=visitor, now=NOW_UTC)
    identity = Identity(
        first_name="Camille",
        last_name=f"{FAMILY} {person.hex[:8]}",
        phone=f"+337{person.int % 10**8:08}",
        email=f"{person.hex[:12]}@example.org",
    )
    confirm_hold(hold.pk, visitor_mark=visitor.mark, identity=identity, by=VISITOR, now=NOW_UTC)


def rdvs_taken() -> int:
    return Participation.objects.filter(usager__last_name__startswith=FAMILY).count()


def put_back(tenant: Tenant) -> None:
    """Everything that `hold_and_confirm` wrote in the current administration and in public goes."""
    with transaction.atomic():
        _free_again()
    with building("public"), transaction.atomic():
        messages = Message.objects.filter(tenant_id=tenant.pk)
        Delivery.objects.filter(message__in=messages)._raw_delete(connection.alias)
        messages._raw_delete(connection.alias)
        DueRow.objects.filter(tenant_id=tenant.pk)._raw_delete(connection.alias)


def _free_again() -> None:
    usagers = Usager.objects.filter(last_name__startswith=FAMILY)
    ids = list(Participation.objects.filter(usager__in=usagers).values_list("rdv_id", flat=True))
    taken = Occupation.objects.filter(rdv__in=ids) | Occupation.objects.filter(hold__isnull=False)
    spans = list(taken.values_list("agenda_id", "during"))
    taken.delete()
    Hold.objects.all().delete()
    Participation.objects.filter(usager__in=usagers).delete()
    Rdv.objects.filter(pk__in=ids).delete()
    usagers.delete()
    if spans:
        days = [during.lower.date() for _, during in spans]
        agenda_ids = lock_agendas(agenda_id for agenda_id, _ in spans)
        one = timedelta(days=1)
        reindex([agenda.pk for agenda in agenda_ids], min(days) - one, max(days) + one)
