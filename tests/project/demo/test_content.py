"""The demonstration's content, on one administration of the size of a hamlet."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from booking.commands.settle_in import Office
from booking.models import FreeTime, Participation, Rdv, Usager
from booking.vocabulary import CANCELLED, RdvStatus
from foundation.outbox.models import Message
from foundation.tenancy import in_tenant
from project.demo.accounts import accounts
from project.demo.administration import Administration
from project.demo.filling import rdvs_of
from project.demo.furnishing import administrations, furnish
from project.demo.weeks import Weeks
from tenants.models import Tenant
from tenants.vocabulary import TenantKind

# A Wednesday at noon; Christmas and New Year's Day lie ahead.
NOW = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)
WEEKS = Weeks(NOW.date())


def hamlet() -> Administration:
    """Arras, with one agent and without its size."""
    whole = administrations()[0]

    def offices(weeks: Weeks) -> tuple[Office, ...]:
        (office,) = whole.offices(weeks)
        return (replace(office, agents=office.agents[:1]),)

    return Administration(whole.opening, offices)


@pytest.fixture
def furnished(arras: Tenant) -> Tenant:
    tenant, rdvs = furnish(hamlet(), now=NOW)
    assert (tenant, rdvs > 200) == (arras, True)
    return tenant


def test_a_second_run_opens_and_writes_nothing(furnished: Tenant) -> None:
    with in_tenant(furnished):
        before = Rdv.objects.count(), Usager.objects.count(), FreeTime.objects.count()
    tenants = Tenant.objects.count()

    assert furnish(hamlet(), now=NOW + timedelta(hours=3)) == (furnished, 0)

    with in_tenant(furnished):
        assert (Rdv.objects.count(), Usager.objects.count(), FreeTime.objects.count()) == before
    assert Tenant.objects.count() == tenants
    assert not Message.objects.exists()


def test_past_rdvs_have_their_outcomes_and_coming_ones_do_not(furnished: Tenant) -> None:
    with in_tenant(furnished):
        past = Counter(Rdv.objects.filter(ends_at__lte=NOW).values_list("status", flat=True))
        ahead = set(Rdv.objects.filter(starts_at__gte=NOW).values_list("status", flat=True))
        orphans = Participation.objects.exclude(usager__phone="").filter(usager__phone__startswith="+336")

        assert past[RdvStatus.HONOURED] > past.total() / 2
        assert past[RdvStatus.NO_SHOW] > 0
        assert past[RdvStatus.SCHEDULED] > 0
        assert ahead == {RdvStatus.SCHEDULED, RdvStatus.CANCELLED_BY_USAGER}
        assert all(each.usager.phone.startswith("+3363998") for each in orphans.select_related("usager"))


def test_every_coming_day_of_an_opening_keeps_a_free_time(furnished: Tenant) -> None:
    with in_tenant(furnished):
        taken = set(Rdv.objects.filter(starts_at__gt=NOW + timedelta(days=1)).values_list("starts_at__date"))
        free = set(FreeTime.objects.values_list("day"))

    assert taken <= free


def test_the_whole_demonstration_is_the_same_all_day_long_and_sixty_percent_full() -> None:
    for administration in administrations():
        for number, office in enumerate(administration.offices(WEEKS)):
            rdvs = rdvs_of(office, number, now=NOW)
            assert rdvs == rdvs_of(office, number, now=NOW)
            assert not _overlaps(office, rdvs)
            opened = _opened_minutes(office)
            minutes = {motif.slug: motif.duration_min for motif in office.motifs}
            taken = sum(minutes[each.motif] for each in rdvs if each.status not in CANCELLED)
            assert 0.47 < taken / opened < 0.7, office.name


def test_no_rdv_falls_on_a_holiday_or_on_an_absence() -> None:
    for administration in administrations():
        for office in administration.offices(WEEKS):
            away = {agent.email: agent.absences for agent in office.agents}
            for each in rdvs_of(office, 0, now=NOW):
                day = each.starts_at.date()
                assert (day.month, day.day) not in {(11, 11), (12, 25), (1, 1)}
                assert not any(
                    absence.first_day <= day <= absence.last_day for absence in away[each.agent_email]
                )


def test_an_administration_of_each_kind_is_told_apart_by_colour_and_address() -> None:
    openings = [each.opening for each in administrations()]

    assert {each.kind for each in openings} == {
        TenantKind.COMMUNE,
        TenantKind.DEPARTEMENT,
        TenantKind.FRANCE_SERVICES,
        TenantKind.STATE_SERVICE,
    }
    assert len({each.accent for each in openings}) == len({each.slug for each in openings}) == 4
    assert openings[0].siren == "216200410"


def test_accounts_are_told_for_the_administrations_that_are_there(db: None) -> None:
    told = accounts(WEEKS)

    assert "http://arras.rdv.localhost/connexion/" in told
    assert "Amina Benali (administrateur)" in told
    assert "Maison des solidarités de Lens : " in told
    assert "France services" not in told


def _opened_minutes(office: Office) -> int:
    """Whole openings, holidays left in: a bound from above that is close enough."""
    total = 0
    for agent in office.agents:
        for plage in agent.plages:
            day = plage.first_day
            while day <= plage.last_day:
                away = any(absence.first_day <= day <= absence.last_day for absence in agent.absences)
                rhythm = ((day - plage.first_day).days // 7) % plage.every_weeks == 0
                if day.isoweekday() in plage.weekdays and rhythm and not away:
                    total += sum(_minutes(end) - _minutes(start) for start, end in plage.hours)
                day += timedelta(days=1)
    return total


def _minutes(hour: str) -> int:
    hours, minutes = hour.split(":")
    return int(hours) * 60 + int(minutes)


def _overlaps(office: Office, rdvs: list) -> bool:
    minutes = {motif.slug: motif.duration_min for motif in office.motifs}
    ends: dict[str, datetime] = {}
    utc = ZoneInfo("UTC")
    for each in sorted(rdvs, key=lambda rdv: (rdv.agent_email, rdv.starts_at)):
        start = each.starts_at.astimezone(utc)
        if ends.get(each.agent_email, start) > start:
            return True
        ends[each.agent_email] = start + timedelta(minutes=minutes[each.motif])
    return False
