"""What a program reads of an administration's rdvs."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from rest_framework.test import APIRequestFactory

from booking.commands.book_rdv import book_rdv
from booking.commands.cancel_rdv import cancel_by_service
from booking.models import Organisation, Rdv
from foundation.actors import VISITOR, Actor, ActorKind
from foundation.tenancy import in_tenant
from foundation.web.machines import BearerToken, MachineProof
from tenants.models import Tenant
from tests.booking.api.conftest import HALF_HOUR, TUESDAY, booked, many, read
from tests.booking.commands.conftest import NOW, ZOE, Office, make_office
from tests.sso.machines.conftest import READ, Program, call

pytestmark = pytest.mark.django_db


def test_an_rdv_is_told_with_its_offset_and_without_a_name_of_an_usager(
    arras: Tenant, office: Office, token: str
) -> None:
    rdv = booked(arras, office)
    answer = call(arras, token, query=TUESDAY)
    with in_tenant(arras):
        usager = rdv.participations.get().usager_id
    assert read(answer) == {
        "rdvs": [
            {
                "id": str(rdv.pk),
                "debut": "2026-11-24T09:00:00+01:00",
                "fin": "2026-11-24T09:30:00+01:00",
                "statut": "scheduled",
                "collectif": False,
                "organisation": {
                    "id": office.motif.organisation_id,
                    "nom": office.motif.organisation.name,
                },
                "motif": {"id": office.motif.pk, "nom": office.motif.name},
                "lieu": {"id": office.lieu.pk, "nom": office.lieu.name},
                "agents": [{"id": str(office.agent.pk), "nom": str(office.agent)}],
                "personnes": 1,
                "usagers": [{"id": str(usager), "statut": "scheduled"}],
            }
        ],
        "suivant": None,
    }
    for personal in ("Zoé", "Martin", "33612345678"):
        assert personal not in answer.content.decode()


def test_a_cancelled_rdv_is_told_with_its_agent(arras: Tenant, office: Office, token: str) -> None:
    rdv = booked(arras, office)
    with in_tenant(arras):
        cancel_by_service(rdv, by=Actor(ActorKind.AGENT), now=NOW)
    (told,) = read(call(arras, token, query=TUESDAY))["rdvs"]
    assert told["statut"] == "cancelled_by_service"
    assert told["agents"][0]["id"] == str(office.agent.pk)


def test_a_session_is_to_come_then_held(arras: Tenant, office: Office, token: str) -> None:
    many(arras, office, 1)
    with in_tenant(arras):
        Rdv.objects.update(seats=8)
    (told,) = read(call(arras, token, query=TUESDAY))["rdvs"]
    assert (told["collectif"], told["statut"], told["lieu"]) == (True, "scheduled", None)
    with in_tenant(arras):
        Rdv.objects.update(starts_at=NOW - HALF_HOUR, ends_at=NOW)
    assert read(call(arras, token, query="du=2026-11-23"))["rdvs"][0]["statut"] == "held"


def test_a_day_is_the_one_of_the_place(arras: Tenant, office: Office, token: str) -> None:
    """In Nouméa, Tuesday begins on Monday at 13:00 UTC."""
    many(arras, office, 1)
    with in_tenant(arras):
        Organisation.objects.update(time_zone="Pacific/Noumea")
        start = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)
        Rdv.objects.update(starts_at=start, ends_at=start + HALF_HOUR)
    (told,) = read(call(arras, token, query=TUESDAY))["rdvs"]
    assert told["debut"] == "2026-11-24T00:00:00+11:00"
    assert read(call(arras, token, query="du=2026-11-23"))["rdvs"] == []
    assert len(read(call(arras, token, query="du=2026-11-23&au=2026-11-24"))["rdvs"]) == 1


def test_a_neighbour_s_rdvs_are_never_told(
    arras: Tenant, pas_de_calais: Tenant, office: Office, token: str
) -> None:
    with in_tenant(pas_de_calais):
        book_rdv(make_office().wanted(), identity=ZOE, by=VISITOR, now=NOW)
    assert read(call(arras, token, query=TUESDAY))["rdvs"] == []


def test_a_machine_is_an_actor_of_its_own(arras: Tenant) -> None:
    program = Program(READ)
    program.granted(arras, READ)
    request = APIRequestFactory().get("/", headers={"authorization": f"Bearer {program.token(arras)}"})
    request.query_params = request.GET
    with in_tenant(arras):
        actor, proof = BearerToken().authenticate(request)
    assert (actor.kind, actor.id, actor.is_admin) == (ActorKind.MACHINE, program.id, False)
    assert proof == MachineProof(client_id=UUID(program.client.pk), name=actor.name, scopes=frozenset({READ}))
