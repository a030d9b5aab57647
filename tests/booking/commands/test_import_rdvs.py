from datetime import UTC, datetime, timedelta

import pytest

from booking.commands.book_rdv import book_rdv
from booking.commands.import_rdvs import ImportedRdv, UnknownReference, import_rdvs
from booking.commands.usagers import Identity
from booking.models import Occupation, Participation, Rdv, Usager
from booking.queries.creneaux import creneaux
from booking.vocabulary import CreatedBy, RdvStatus
from foundation.actors import VISITOR
from foundation.outbox.models import Message
from foundation.tenancy import in_public
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office

PAUL = Identity(first_name="Paul", last_name="Roussel", email="paul@courriel.example")


def imported(office: Office, starts_at: datetime = NINE, **more: object) -> ImportedRdv:
    values = {
        "agent_email": office.agent.email,
        "motif": office.motif.slug,
        "lieu": office.lieu.slug,
        "starts_at": starts_at,
        "identity": ZOE,
    }
    return ImportedRdv(**values | more)


def free_times(office: Office) -> list[datetime]:
    day = NINE.date()
    return [each.start for each in creneaux(office.motif, first_day=day, last_day=day, now=NOW)]


def test_imported_rdvs_take_their_time_and_nobody_is_written_to(office: Office) -> None:
    assert NINE in free_times(office)

    assert import_rdvs([imported(office)], now=NOW) == 1

    assert NINE not in free_times(office)
    assert NINE + timedelta(minutes=30) in free_times(office)
    participation = Participation.objects.select_related("rdv", "usager").get()
    assert (str(participation.usager), participation.rdv.starts_at) == ("Zoé Martin", NINE)
    with in_public():
        assert not Message.objects.exists()


def test_a_time_already_taken_is_skipped(office: Office) -> None:
    book_rdv(office.wanted(), identity=PAUL, by=VISITOR, now=NOW)

    rdvs = [imported(office, NINE + timedelta(minutes=10)), imported(office, NINE + timedelta(minutes=30))]

    assert import_rdvs(rdvs, now=NOW) == 1
    assert set(Rdv.objects.values_list("starts_at", flat=True)) == {NINE, NINE + timedelta(minutes=30)}


def test_two_rdvs_of_one_import_never_share_a_time(office: Office) -> None:
    assert import_rdvs([imported(office), imported(office, identity=PAUL)], now=NOW) == 1
    assert Usager.objects.get().first_name == "Zoé"


def test_a_time_that_crosses_midnight_is_seen_from_both_days(office: Office) -> None:
    late = datetime(2026, 11, 24, 23, 50, tzinfo=UTC)

    rdvs = [imported(office, late + timedelta(minutes=15)), imported(office, late, identity=PAUL)]

    assert import_rdvs(rdvs, now=NOW) == 1


def test_a_cancelled_rdv_leaves_its_time_free(office: Office) -> None:
    cancelled = imported(office, status=RdvStatus.CANCELLED_BY_USAGER, cancelled_at=NOW - timedelta(hours=1))

    assert import_rdvs([cancelled, imported(office, identity=PAUL)], now=NOW) == 2

    gone = Rdv.objects.get(status=RdvStatus.CANCELLED_BY_USAGER)
    assert gone.cancelled_at == NOW - timedelta(hours=1)
    assert Occupation.objects.get().rdv != gone


def test_the_same_person_is_one_usager(office: Office) -> None:
    known = book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW).usager
    later = [imported(office, NINE + timedelta(minutes=30 * number)) for number in (1, 2)]

    assert import_rdvs(later, now=NOW) == 2

    assert Usager.objects.get() == known
    assert known.participations.count() == 3


def test_what_is_known_of_the_past_is_kept(office: Office) -> None:
    booked_at = NOW - timedelta(days=20)
    past = imported(
        office,
        NINE - timedelta(days=7),
        status=RdvStatus.NO_SHOW,
        created_by=CreatedBy.AGENT,
        created_at=booked_at,
    )

    import_rdvs([past], now=NOW)

    rdv = Rdv.objects.get()
    assert (rdv.status, rdv.created_by, rdv.created_at) == (RdvStatus.NO_SHOW, CreatedBy.AGENT, booked_at)
    assert rdv.participations.get().status == RdvStatus.NO_SHOW


@pytest.mark.parametrize(
    "wrong", [{"agent_email": "personne@arras.example"}, {"motif": "inconnu"}, {"lieu": "inconnu"}]
)
def test_an_unknown_name_is_refused_and_nothing_is_written(office: Office, wrong: dict[str, str]) -> None:
    rdvs = [imported(office), imported(office, NINE + timedelta(hours=1), **wrong)]

    with pytest.raises(UnknownReference) as refused:
        import_rdvs(rdvs, now=NOW)

    assert refused.value.context == {"reference": next(iter(wrong.values()))}
    assert not Rdv.objects.exists()
