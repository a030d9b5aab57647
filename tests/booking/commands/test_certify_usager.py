from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connections

from booking.commands.certify_usager import certify_usager
from booking.commands.civil_names import same_person
from booking.models import Usager
from booking.queries.usager_contacts import usagers_reached_at
from foundation.people import Certification, CertifiedIdentity
from foundation.tenancy import in_tenant
from tenants.models import Tenant

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
ZOE = CertifiedIdentity(
    civil_key="a" * 64,
    given_name="Zoé Anne-Lise",
    family_name="D’ARTAGNAN MARTIN",
    email="zoe@exemple.fr",
    birth_date=date(1951, 8, 24),
)


def make_usager(**fields: Any) -> Usager:
    values = {"first_name": "Zoé", "last_name": "Martin-d'Artagnan", "email": ZOE.email, "created_at": NOW}
    return Usager.objects.create(**values | fields)


@pytest.mark.parametrize(
    ("first_name", "last_name"),
    [
        ("Zoé", "D’Artagnan Martin"),
        ("ZOE", "martin d'artagnan"),
        ("Anne-Lise", "D’Artagnan-Martin"),
        ("Lise Anne", "d artagnan  martin"),
        ("Zoe\u0301", "D’ARTAGNAN MARTIN"),
    ],
)
def test_accents_capitals_hyphens_and_order_make_no_other_person(first_name: str, last_name: str) -> None:
    assert same_person(Usager(first_name=first_name, last_name=last_name), ZOE)


@pytest.mark.parametrize(
    ("first_name", "last_name", "born"),
    [
        ("Zo", "D’Artagnan Martin", None),
        ("Zoé Paule", "D’Artagnan Martin", None),
        ("Zoé", "Martin", None),
        ("", "D’Artagnan Martin", None),
        ("Zoé", "", None),
        ("Zoé", "D’Artagnan Martin", date(1951, 8, 25)),
    ],
)
def test_another_name_or_birth_date_is_another_person(
    first_name: str, last_name: str, born: date | None
) -> None:
    assert not same_person(Usager(first_name=first_name, last_name=last_name, birth_date=born), ZOE)


def test_ligatures_are_two_letters() -> None:
    assert same_person(
        Usager(first_name="Lætitia", last_name="Lecœur"),
        replace(ZOE, given_name="LAETITIA", family_name="LECOEUR"),
    )


@pytest.mark.django_db
def test_the_file_keeps_its_names_and_learns_the_birth_date(at_arras: Tenant) -> None:
    usager = make_usager()
    assert certify_usager([usager.pk], ZOE, now=NOW) == Certification.LINKED
    usager.refresh_from_db()
    assert (usager.first_name, usager.civil_key, usager.certified_at) == ("Zoé", ZOE.civil_key, NOW)
    assert usager.birth_date == ZOE.birth_date


@pytest.mark.django_db
def test_linking_twice_changes_nothing(at_arras: Tenant) -> None:
    usager = make_usager()
    outcomes = [certify_usager([usager.pk], ZOE, now=NOW) for _ in range(2)]
    assert outcomes == [Certification.LINKED] * 2


@pytest.mark.django_db
def test_only_the_person_of_the_household_is_linked(at_arras: Tenant) -> None:
    child, zoe = make_usager(first_name="Léo"), make_usager()
    certify_usager([child.pk, zoe.pk], ZOE, now=NOW)
    assert list(Usager.objects.exclude(civil_key="").values_list("pk", flat=True)) == [zoe.pk]


@pytest.mark.django_db
def test_somebody_else_s_identity_learns_nothing_of_another_file(at_arras: Tenant) -> None:
    """Names come before: "already linked" would say that this identity has a file here."""
    make_usager(first_name="Paul", civil_key=ZOE.civil_key, email="")
    stranger = make_usager(first_name="Hugo")
    assert certify_usager([stranger.pk], ZOE, now=NOW) == Certification.DIFFERENT


@pytest.mark.django_db
def test_a_file_already_certified_is_not_linked_again(at_arras: Tenant) -> None:
    namesake = make_usager(civil_key="b" * 64)
    assert certify_usager([namesake.pk], ZOE, now=NOW) == Certification.DIFFERENT


@pytest.mark.django_db
def test_franceconnect_first_never_attaches_on_the_address_alone(at_arras: Tenant) -> None:
    make_usager(email="ZOE@exemple.fr")
    assert certify_usager([], ZOE, now=NOW) == Certification.CODE_FIRST
    assert certify_usager([], replace(ZOE, email=""), now=NOW) == Certification.CREATED


@pytest.mark.django_db
def test_an_address_that_only_looks_like_it_is_another_one(at_arras: Tenant) -> None:
    make_usager(email="mike@exemple.fr")
    assert usagers_reached_at("email", "MIKE@exemple.fr") != []
    assert usagers_reached_at("email", "m\u0131ke@exemple.fr") == []
    assert usagers_reached_at("sms", "") == []


@pytest.mark.django_db(transaction=True)
def test_four_tabs_at_once_open_one_file(arras: Tenant) -> None:
    def tab(_: int) -> Certification:
        try:
            with in_tenant(arras):
                return certify_usager([], ZOE, now=NOW)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(tab, range(4)))
    assert sorted(outcomes) == [Certification.CREATED, *[Certification.LINKED] * 3]
    with in_tenant(arras):
        assert Usager.objects.count() == 1
