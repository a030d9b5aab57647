"""A motif changed: what follows it, and what needs nothing."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from booking.commands.add_motif import add_motif
from booking.commands.book_rdv import book_rdv
from booking.commands.motif_rules import (
    DelaysOutOfOrder,
    DurationsOutOfBounds,
    ModaliteKept,
    MotifKnown,
    QuestionNeeded,
    RdvTooLong,
    TooManyRows,
)
from booking.commands.save_motif import MotifChanged, save_motif
from booking.models import Motif
from booking.queries.motif_settings import seen_of
from booking.vocabulary import AgentRole, Modalite
from foundation.actors import SYSTEM, VISITOR, Actor, ActorKind
from foundation.errors import Forbidden, NotFound, Refusal
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office
from tests.booking.commands.planned import booked
from tests.booking.commands.proof import index_lies, times_of
from tests.makers.office import make_agent, make_motif, make_organisation

DAY = timedelta(days=1)


@pytest.fixture
def chief(office: Office) -> Actor:
    agent = make_agent(office.motif.organisation, level=AgentRole.ADMIN)
    return Actor(ActorKind.AGENT, id=agent.pk, name=str(agent), is_admin=True)


def save(office: Office, by: Actor, now: datetime = NOW, **values: Any) -> Motif:
    office.motif.refresh_from_db()
    return save_motif(office.motif.slug, values, seen=seen_of(office.motif, values), by=by, now=now)


def test_times_follow_a_new_duration_and_the_index_has_nothing_to_learn(office: Office, chief: Actor) -> None:
    save(office, chief, duration_min=60)
    assert times_of(Motif.objects.get()) == ["08:00", "09:00", "10:00"]
    save(office, chief, step_min=30, buffer_after_min=30)
    assert times_of(Motif.objects.get()) == ["08:00", "08:30", "09:00", "09:30"]
    assert index_lies() == []


def test_an_rdv_already_taken_keeps_its_duration_and_its_buffers(office: Office, chief: Actor) -> None:
    save(office, chief, buffer_after_min=30)
    office.motif.refresh_from_db()
    rdv = booked(office, NINE).rdv
    kept = list(rdv.occupations.values_list("during", flat=True))
    save(office, chief, duration_min=60, buffer_after_min=0)
    rdv.refresh_from_db()
    assert rdv.ends_at - rdv.starts_at == timedelta(minutes=30)
    assert list(rdv.occupations.values_list("during", flat=True)) == kept
    assert times_of(Motif.objects.get()) == ["09:00", "10:00"]
    assert index_lies() == []


@pytest.mark.parametrize(
    ("values", "refusal", "code"),
    [
        ({"duration_min": 601}, DurationsOutOfBounds, "duree-hors-limites"),
        ({"step_min": 4}, DurationsOutOfBounds, "duree-hors-limites"),
        ({"buffer_before_min": 241}, DurationsOutOfBounds, "duree-hors-limites"),
        ({"min_delay_s": 86_400, "max_delay_s": 86_400}, DelaysOutOfOrder, "delais-dans-le-desordre"),
        (
            {"people": {"unit": "personne", "at_most": 20, "minutes_each": 60}},
            RdvTooLong,
            "rendez-vous-trop-long",
        ),
        ({"pieces": [{"label": "x"}] * 31}, TooManyRows, "trop-de-lignes"),
        (
            {"pieces": [{"label": "x", "if": {"question": "q", "is": ["oui"]}}]},
            QuestionNeeded,
            "question-utilisee",
        ),
    ],
)
def test_what_nobody_could_use_is_refused(
    office: Office, chief: Actor, values: dict[str, Any], refusal: type[Refusal], code: str
) -> None:
    before = Motif.objects.values().get()
    with pytest.raises(refusal) as refused:
        save(office, chief, **values)
    assert refused.value.code == code
    assert Motif.objects.values().get() == before


def test_a_motif_is_named_once_in_its_service(office: Office, chief: Actor) -> None:
    twin = make_motif(office.motif.organisation, service=office.motif.service)
    with pytest.raises(MotifKnown) as refused:
        save(office, chief, name=twin.name.upper())
    assert refused.value.context["slug"] == twin.slug
    twin.modalite = Modalite.PHONE
    twin.save()
    assert save(office, chief, name=twin.name).name == twin.name


def test_the_way_of_receiving_stays_while_rdvs_are_to_come(office: Office, chief: Actor) -> None:
    booked(office, NINE)
    with pytest.raises(ModaliteKept):
        save(office, chief, modalite=Modalite.PHONE)
    assert save(office, chief, now=NINE + DAY, modalite=Modalite.PHONE).modalite == Modalite.PHONE


def test_only_an_administrator_of_the_organisation_may(office: Office, chief: Actor) -> None:
    elsewhere = make_organisation()
    stranger = make_agent(elsewhere, level=AgentRole.ADMIN)
    agent = make_agent(office.motif.organisation)
    waiting = Actor(ActorKind.AGENT, id=chief.id, is_admin=True, may_write=False)
    for by in (
        VISITOR,
        SYSTEM,
        waiting,
        Actor(ActorKind.AGENT, id=stranger.pk, is_admin=True),
        Actor(ActorKind.AGENT, id=agent.pk, is_admin=True),
    ):
        with pytest.raises(Forbidden):
            save(office, by, colour=2)
    values = {"name": "Permis", "service_id": office.motif.service_id}
    with pytest.raises(Forbidden):
        add_motif(values, organisation_id=elsewhere.pk, by=chief, now=NOW)
    with pytest.raises(NotFound):
        save_motif("autre", {"colour": 2}, seen="", by=chief, now=NOW)
    with pytest.raises(ValueError, match="slug"):
        save_motif(office.motif.slug, {"slug": "x"}, seen="", by=chief, now=NOW)


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(office: Office, chief: Actor) -> None:
    seen = seen_of(office.motif, ["colour"])
    save(office, chief, colour=2)
    with pytest.raises(MotifChanged):
        save_motif(office.motif.slug, {"colour": 3}, seen=seen, by=chief, now=NOW)
    again = save_motif(office.motif.slug, {"colour": 2}, seen=seen, by=chief, now=NOW)
    assert again.colour == 2


def test_a_slug_is_made_once_from_the_name(office: Office, chief: Actor) -> None:
    values = {"service_id": office.motif.service_id}
    slugs = [
        add_motif(
            {"name": name, **values}, organisation_id=office.motif.organisation_id, by=chief, now=NOW
        ).slug
        for name in ("Carte", "Carte !", "Retrouver", "…")
    ]
    assert slugs == ["carte", "carte-2", "retrouver-2", "motif"]
    assert book_rdv(office.wanted(NINE), identity=ZOE, by=VISITOR, now=NOW)
