from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tenants import registry
from tenants.registry import Commune, Epci
from tenants.registry.once import once


def test_arras_is_found_by_each_of_its_codes():
    arras = registry.by_insee("62041")

    assert arras is not None
    assert (arras.name, arras.siren, arras.postal_codes) == ("Arras", "216200410", ("62000",))
    assert arras.population > 40_000
    assert (arras.latitude, arras.longitude) == (50.29301, 2.78186)
    assert registry.by_siren("216200410") is arras
    assert arras in registry.by_postal_code("62000")


@pytest.mark.parametrize(
    "typed",
    ["216200410", " 216 200 410 ", "216\u202f200\u00a0410", "21620041000019", "216 200 410 00019"],
)
def test_a_siren_or_a_siret_may_be_typed_with_spaces(typed):
    found = registry.by_siren(typed)

    assert found is not None
    assert found.name == "Arras"


def test_an_intercommunalite_is_found_by_its_siren():
    found = registry.by_siren("200033579")

    assert isinstance(found, Epci)
    assert (found.name, found.kind_name) == ("CU d'Arras", "Communauté urbaine")
    assert "62041" in found.communes


def test_a_well_formed_siren_may_be_absent():
    assert registry.valid_siren("226200012")  # Département du Pas-de-Calais
    assert registry.by_siren("226200012") is None


def test_communes_without_siren_are_found_otherwise():
    without = [commune for commune in registry.communes() if not commune.siren]

    assert len(without) == 94
    assert registry.by_siren("") is None
    papeete = registry.by_insee("98735")
    assert papeete is not None
    assert papeete.name == "Papeete"


def test_a_postal_code_gives_its_communes_by_population():
    assert [commune.name for commune in registry.by_postal_code("62 000")] == ["Arras", "Dainville"]


@pytest.mark.parametrize(
    ("postal_code", "name", "insee"),
    [
        ("75116", "Paris", "75056"),
        ("75020", "Paris", "75056"),
        ("69009", "Lyon", "69123"),
        ("13016", "Marseille", "13055"),
        ("97400", "Saint-Denis", "97411"),
        ("20000", "Ajaccio", "2A004"),
    ],
)
def test_every_postal_code_of_a_city_leads_to_it(postal_code, name, insee):
    first = registry.by_postal_code(postal_code)[0]

    assert (first.name, first.insee) == (name, insee)


@pytest.mark.parametrize(("code", "name"), [("75101", "Paris"), ("69389", "Lyon"), ("13216", "Marseille")])
def test_the_code_of_an_arrondissement_gives_the_commune(code, name):
    found = registry.by_insee(code)

    assert found is not None
    assert found.name == name


def test_corsican_codes_are_read_in_either_case():
    assert registry.by_insee("2a004") is registry.by_insee(" 2A004 ") is not None
    found = registry.departement("2b")
    assert found is not None
    assert found.name == "Haute-Corse"


def test_a_departement_knows_its_region_and_chef_lieu():
    found = registry.departement("62")

    assert found is not None
    assert (found.name, found.region_name, found.chef_lieu) == ("Pas-de-Calais", "Hauts-de-France", "62041")
    assert registry.region_name(found.region) == "Hauts-de-France"
    assert registry.region_name("00") is None


@pytest.mark.parametrize(
    "hostile", ["", " ", "\0", "62041\0", "9" * 100_000, " " * 100_000, "é", "٦٢٠٤١", "../../x"]
)
def test_hostile_codes_find_nothing(hostile):
    assert registry.by_siren(hostile) is None
    assert registry.by_insee(hostile) is None
    assert registry.by_postal_code(hostile) == ()
    assert registry.departement(hostile) is None


def test_the_registry_is_whole_and_without_doubles():
    communes, epcis = registry.communes(), registry.epcis()
    sirens = [one.siren for one in (*communes, *epcis) if one.siren]

    assert (len(communes), len(epcis), len(registry.departements())) == (34_969, 1_255, 109)
    assert len(set(sirens)) == len(sirens)
    assert all(registry.valid_siren(siren) for siren in sirens)
    assert len({commune.insee for commune in communes}) == len(communes)
    assert {commune.departement for commune in communes} == {one.code for one in registry.departements()}
    assert all(registry.by_insee(member) for epci in epcis for member in epci.communes)
    assert all(registry.departement_of(commune.insee) == commune.departement for commune in communes)


def test_the_registry_cannot_be_changed_by_a_caller():
    arras = registry.by_insee("62041")

    with pytest.raises(AttributeError):
        arras.name = "Atrebatum"


def test_first_callers_arriving_together_read_the_files_once():
    readings: list[int] = []
    threads = 8
    together = Barrier(threads)

    @once
    def read() -> tuple[Commune, ...]:
        readings.append(1)
        return registry.communes()[:1]

    def ask() -> tuple[Commune, ...]:
        together.wait()
        return read()

    with ThreadPoolExecutor(threads) as pool:
        answers = [pool.submit(ask) for _ in range(threads)]

    assert len(readings) == 1
    assert all(answer.result() is answers[0].result() for answer in answers)
