from dataclasses import replace

from booking.commands.usagers import Identity, recognise_usager
from foundation.actors import VISITOR, Actor, ActorKind
from tenants.models import Tenant
from tests.booking.commands.conftest import NOW, ZOE

DESK = Actor(ActorKind.AGENT, name="Amina Benali")


def test_a_visitor_who_knows_a_name_and_a_phone_leads_no_letter_astray(at_arras: Tenant) -> None:
    victim = recognise_usager(ZOE, by=DESK, now=NOW)
    stranger = recognise_usager(replace(ZOE, email="ex@evil.example"), by=VISITOR, now=NOW)
    victim.refresh_from_db()
    assert stranger.pk != victim.pk
    assert victim.email == ""


def test_a_visitor_learns_nothing_of_a_known_person(at_arras: Tenant) -> None:
    known = recognise_usager(replace(ZOE, email="zoe@usagers.example"), by=DESK, now=NOW)
    visitor = recognise_usager(ZOE, by=VISITOR, now=NOW)
    assert visitor.pk != known.pk
    assert visitor.email == ""


def test_a_visitor_with_the_same_contacts_is_the_same_person(at_arras: Tenant) -> None:
    both = replace(ZOE, email="Zoe@usagers.example")
    first = recognise_usager(both, by=VISITOR, now=NOW)
    again = Identity(first_name="ZOE", last_name="martin", phone=ZOE.phone, email="zoe@USAGERS.example")
    assert recognise_usager(again, by=VISITOR, now=NOW).pk == first.pk


def test_an_agent_completes_what_was_missing_and_replaces_nothing(at_arras: Tenant) -> None:
    first = recognise_usager(ZOE, by=DESK, now=NOW)
    completed = recognise_usager(replace(ZOE, email="zoe@usagers.example"), by=DESK, now=NOW)
    kept = recognise_usager(replace(ZOE, email="autre@usagers.example"), by=DESK, now=NOW)
    assert first.pk == completed.pk == kept.pk
    assert kept.email == "zoe@usagers.example"


def test_who_proved_a_file_is_theirs_completes_it_and_contradicts_nothing(at_arras: Tenant) -> None:
    first = recognise_usager(ZOE, by=DESK, now=NOW)
    me = Actor(ActorKind.USAGER, id=first.pk, people=(first.pk,))
    completed = recognise_usager(replace(ZOE, email="zoe@usagers.example"), by=me, now=NOW)
    assert (completed.pk, completed.email) == (first.pk, "zoe@usagers.example")
    assert recognise_usager(ZOE, by=me, now=NOW).pk == first.pk
    other_mailbox = recognise_usager(replace(ZOE, email="autre@usagers.example"), by=me, now=NOW)
    assert other_mailbox.pk != first.pk
    completed.refresh_from_db()
    assert completed.email == "zoe@usagers.example"


def test_a_proof_opens_nobody_else_s_file(at_arras: Tenant) -> None:
    victim = recognise_usager(replace(ZOE, email="zoe@usagers.example"), by=DESK, now=NOW)
    own = recognise_usager(replace(ZOE, email="ex@evil.example"), by=VISITOR, now=NOW)
    stranger = Actor(ActorKind.USAGER, id=own.pk, people=(own.pk,))
    assert recognise_usager(ZOE, by=stranger, now=NOW).pk == own.pk
    assert recognise_usager(replace(ZOE, email="zoe@usagers.example"), by=VISITOR, now=NOW).pk == victim.pk
