from datetime import UTC, date, datetime

import pytest

from booking.commands.settle_in import NewAbsence, NewAgent, NewLieu, NewMotif, NewPlage, Office, settle_in
from booking.models import Absence, Agenda, Agent, FreeTime, Lieu, Motif, Organisation, PlageOuverture, Role
from booking.queries.creneaux import creneaux
from booking.vocabulary import AgentRole, BookableBy, Modalite
from tenants.models import Tenant

# A Monday in winter: Paris is one hour ahead of UTC.
NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
EVERY_TABLE = (Organisation, Lieu, Motif, Agent, Role, Agenda, PlageOuverture, Absence, FreeTime)


def plage(**more: object) -> NewPlage:
    values = {
        "lieu": "hotel-de-ville",
        "motifs": ("passeport",),
        "first_day": MONDAY,
        "last_day": date(2026, 12, 4),
        "weekdays": (1, 2),
        "hours": (("09:00", "10:00"),),
    }
    return NewPlage(**values | more)


def agent(email: str = "amina@arras.example", **more: object) -> NewAgent:
    values = {"first_name": "Amina", "last_name": "Benali", "services": ("Titres",), "plages": (plage(),)}
    return NewAgent(email=email, **values | more)


def office(*agents: NewAgent) -> Office:
    return Office(
        slug="ville-d-arras",
        name="Ville d’Arras",
        services=(("Titres", "Titres"),),
        lieux=(NewLieu(slug="hotel-de-ville", name="Hôtel de ville", address="Place des Héros, Arras"),),
        motifs=(
            NewMotif(slug="passeport", name="Passeport", service="Titres", duration_min=20),
            NewMotif(
                slug="conseil",
                name="Conseil",
                service="Titres",
                modalite=Modalite.PHONE,
                bookable_by=BookableBy.AGENTS,
            ),
        ),
        agents=agents or (agent(role=AgentRole.ADMIN),),
    )


def counts() -> list[int]:
    return [model.objects.count() for model in EVERY_TABLE]


def free_times(slug: str, day: date) -> list[str]:
    found = creneaux(Motif.objects.get(slug=slug), first_day=day, last_day=day, now=NOW, within_delays=False)
    return [f"{each.start:%H:%M}" for each in found]


@pytest.mark.django_db
class TestSettleIn:
    def test_an_office_is_furnished_and_its_times_can_be_found(self, at_arras: Tenant) -> None:
        settled = settle_in(office(), now=NOW)

        assert settled.newcomers == {"amina@arras.example"}
        assert settled.organisation.name == "Ville d’Arras"
        assert Role.objects.get().level == AgentRole.ADMIN
        assert Agent.objects.get().services.get().name == "Titres"
        assert free_times("passeport", TUESDAY) == ["08:00", "08:20", "08:40"]

    def test_settled_twice_it_is_the_same_office(self, at_arras: Tenant) -> None:
        settle_in(office(), now=NOW)
        before = counts()

        again = settle_in(office(), now=NOW)

        assert again.newcomers == frozenset()
        assert counts() == before

    def test_what_people_changed_since_is_left_alone(self, at_arras: Tenant) -> None:
        settle_in(office(), now=NOW)
        Motif.objects.filter(slug="passeport").update(name="Passeport biométrique")

        settle_in(office(), now=NOW)

        assert Motif.objects.get(slug="passeport").name == "Passeport biométrique"

    def test_an_agent_who_comes_later_is_the_only_newcomer(self, at_arras: Tenant) -> None:
        settle_in(office(), now=NOW)

        settled = settle_in(office(agent(), agent("karim@arras.example", first_name="Karim")), now=NOW)

        assert settled.newcomers == {"karim@arras.example"}
        assert Agenda.objects.count() == 2
        assert free_times("passeport", TUESDAY) == ["08:00"] * 2 + ["08:20"] * 2 + ["08:40"] * 2

    def test_an_absence_closes_its_days(self, at_arras: Tenant) -> None:
        away = NewAbsence(title="Congé", first_day=TUESDAY, last_day=TUESDAY)

        settle_in(office(agent(absences=(away,))), now=NOW)

        assert free_times("passeport", TUESDAY) == []
        assert free_times("passeport", MONDAY) == ["08:00", "08:20", "08:40"]

    def test_a_motif_by_phone_needs_no_lieu(self, at_arras: Tenant) -> None:
        calls = plage(lieu="", motifs=("conseil",))

        settle_in(office(agent(plages=(calls,))), now=NOW)

        assert PlageOuverture.objects.get().lieu is None
        assert free_times("conseil", TUESDAY) == ["08:00", "08:30"]

    def test_every_other_week_opens_every_other_week(self, at_arras: Tenant) -> None:
        settle_in(office(agent(plages=(plage(every_weeks=2),))), now=NOW)

        assert free_times("passeport", TUESDAY)
        assert free_times("passeport", date(2026, 12, 1)) == []
