"""What the demonstration's administrations show besides their agendas, with the size of a hamlet."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from booking.citizens.own_fields import own_names
from booking.commands.settle_in import Office
from booking.models import FileAttente, Invitation, Motif, Participation, Rdv, SectorZone, Usager
from booking.queries.motifs import motifs_online
from booking.queries.referents import follow_ups
from booking.queries.sectors import Address, motifs_at
from booking.queries.site_settings import Conformity, conformity_of, site_settings
from foundation.outbox.models import Message
from foundation.tenancy import in_tenant
from project.demo.administration import Administration
from project.demo.arras_life import SEATS, SESSIONS
from project.demo.filling import rdvs_of
from project.demo.furnishing import administrations, furnish
from project.demo.pas_de_calais_life import ROSALIE
from project.demo.weeks import Weeks
from tenants import registry
from tenants.models import Tenant

# A Sunday evening: what is left of the week is nothing.
NOW = datetime(2026, 11, 22, 20, 30, tzinfo=UTC)
WEEKS = Weeks(NOW.date())
ARRAS, PAS_DE_CALAIS, _, PREFECTURE = range(4)
OURS = "foyer.example"


@pytest.fixture
def open_hamlet() -> Callable[[int], Tenant]:
    """One of them, whose agents receive during two weeks."""

    def small(administration: Administration) -> Administration:
        def offices(weeks: Weeks) -> tuple[Office, ...]:
            return tuple(_short(office, weeks) for office in administration.offices(weeks))

        return replace(administration, offices=offices)

    return lambda number: furnish(small(administrations()[number]), now=NOW)[0]


def _short(office: Office, weeks: Weeks) -> Office:
    last = weeks.monday + timedelta(weeks=2, days=-1)
    agents = (
        replace(
            agent,
            plages=tuple(replace(plage, first_day=weeks.monday, last_day=last) for plage in agent.plages),
        )
        for agent in office.agents
    )
    return replace(office, agents=tuple(agents))


def told() -> set[str]:
    return set(Message.objects.values_list("name", flat=True))


@pytest.mark.parametrize("administration", administrations(), ids=lambda each: each.opening.slug)
def test_what_is_asked_is_of_a_motif_that_is_there(administration: Administration) -> None:
    slugs = {motif.slug for office in administration.offices(WEEKS) for motif in office.motifs}

    asked = administration.life(WEEKS, NOW).asked if administration.life else {}
    assert set(asked) <= slugs
    for columns in asked.values():
        motif = Motif(**columns)
        assert own_names(motif)
        for piece in motif.pieces:
            assert set(piece["if"]["is"]) <= _answers(motif, piece["if"]["question"])


def _answers(motif: Motif, question_id: str) -> set[Any]:
    (question,) = [each for each in motif.questions if each["id"] == question_id]
    return set(question.get("choices", ["oui", "non"]))


@pytest.mark.parametrize("administration", administrations(), ids=lambda each: each.opening.slug)
def test_no_demonstration_is_only_for_some_days(administration: Administration) -> None:
    """Whatever the day when it starts, every motif of a plage is drawn."""
    for days in (0, 3, 6):
        now = NOW + timedelta(days=days)
        for office in administration.offices(Weeks(now.date())):
            offered = {slug for agent in office.agents for plage in agent.plages for slug in plage.motifs}
            assert {each.motif for each in rdvs_of(office, 0, now=now)} == offered


def test_arras_has_workshops_people_who_wait_and_a_site(
    arras: Tenant, open_hamlet: Callable[[int], Tenant]
) -> None:
    assert open_hamlet(ARRAS) == arras
    assert told() >= {"booking.participation.joined", "booking.file_attente.joined"}
    with in_tenant(arras):
        sessions = Rdv.objects.filter(seats=SEATS).order_by("starts_at")
        assert SESSIONS - 2 <= len(sessions) <= SESSIONS
        assert len({each.series for each in sessions}) == 1
        assert [each.participations.count() for each in sessions[:3]] == [3, SEATS, 0]
        assert {each.people for each in FileAttente.objects.all()} == {1, 4}
        said = site_settings()
        assert conformity_of(said.accessibility, today=NOW.date()) is Conformity.PARTIAL
        assert said.legal["director"]
        assert said.embed_hosts
        assert Motif.objects.get(slug="passeport").papers == "PASSPORT"


def test_a_second_run_adds_nobody(arras: Tenant, open_hamlet: Callable[[int], Tenant]) -> None:
    open_hamlet(ARRAS)
    with in_tenant(arras):
        before = Usager.objects.count(), Participation.objects.count(), FileAttente.objects.count()
    letters = Message.objects.count()

    open_hamlet(ARRAS)

    with in_tenant(arras):
        assert (Usager.objects.count(), Participation.objects.count(), FileAttente.objects.count()) == before
    assert Message.objects.count() == letters


def test_pas_de_calais_sends_each_commune_and_some_streets_to_who_receives_them(
    pas_de_calais: Tenant, open_hamlet: Callable[[int], Tenant]
) -> None:
    open_hamlet(PAS_DE_CALAIS)

    with in_tenant(pas_de_calais):
        whole = set(SectorZone.objects.filter(street="").values_list("commune_code", flat=True))
        assert whole == {each.insee for each in registry.communes() if each.departement == "62"}
        assert _first_meeting("62498") == {"premier-rendez-vous-social-lens": None}
        ((_, both),) = _first_meeting("62041").items()
        ((_, north),) = _first_meeting("62041", "12 rue de Lille").items()
        ((_, south),) = _first_meeting("62041", "3 bis, RUE D'AMIENS").items()
        assert (len(both or ()), len(north or ()), len(south or ())) == (2, 1, 1)
        assert north != south


def _first_meeting(commune: str, street: str = "") -> dict[str, frozenset[int] | None]:
    found = motifs_at(motifs_online(), Address(commune_code=commune, street=street))
    return {each.slug: each.among for each in found if each.slug.startswith("premier-")}


def test_pas_de_calais_invites_follows_and_knows_a_child(
    pas_de_calais: Tenant, open_hamlet: Callable[[int], Tenant]
) -> None:
    open_hamlet(PAS_DE_CALAIS)

    with in_tenant(pas_de_calais):
        assert {each.usager_id is None for each in Invitation.objects.all()} == {True, False}
        rosalie = Usager.objects.get(email=ROSALIE.email)
        assert rosalie.proches.get().first_name == "Léo"
        ((referent, motifs),) = follow_ups([rosalie.pk])
        assert (str(referent), [each.slug for each in motifs]) == ("Hélène Caron", ["suivi-social-arras"])
        assert Usager.objects.filter(referents__last_name="Haddad").exists()
        assert Motif.objects.filter(is_convocation=True).exclude(obligations="").count() == 3


def test_only_guests_are_written_to(arras: Tenant, open_hamlet: Callable[[int], Tenant]) -> None:
    """`check` counts what anybody else receives."""
    open_hamlet(ARRAS)

    with in_tenant(arras):
        seats = Participation.objects.filter(rdv__seats__isnull=False, usager__responsible=None)
        waiting = Usager.objects.filter(files_attente__isnull=False)
        people = [*Usager.objects.filter(participations__in=seats), *waiting]
        assert people
        assert all(each.email.endswith(f"@{OURS}") and not each.phone for each in people)


def test_prefecture_has_motifs_under_pressure_and_people_who_wait(
    db: None, open_hamlet: Callable[[int], Tenant]
) -> None:
    tenant = open_hamlet(PREFECTURE)

    with in_tenant(tenant):
        scarce = Motif.objects.filter(under_pressure=True, release_within_s__gt=0)
        assert scarce.count() == 2
        assert FileAttente.objects.filter(motif__in=scarce).count() == 3
