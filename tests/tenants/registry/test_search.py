import pytest

from tenants.registry import Departement, Epci, administrations_by_name, by_name, communes


def codes(text, limit=10):
    return [commune.insee for commune in by_name(text, limit)]


@pytest.mark.parametrize(
    ("typed", "insee"),
    [
        ("arras", "62041"),
        ("ARRAS", "62041"),
        ("l hay les roses", "94038"),
        ("L'Haÿ-les-Roses", "94038"),
        ("L’HAŸ LES ROSES", "94038"),
        ("lhomme", "72161"),
        ("st etienne", "42218"),
        ("St-Étienne", "42218"),
        ("ste foy les lyon", "69202"),
        ("les stes maries de la mer", "13096"),
        ("coeuvres", "02201"),
        ("Cœuvres", "02201"),
        ("etienne du rouvray", "76575"),
        ("rouvray saint etienne", "76575"),
        ("chalon s/ saone", "71076"),
        ("Ville d’Arras", "62041"),
        ("mairie de Lens", "62498"),
        ("Ville-d'Avray", "92077"),
        ("y", "80829"),
    ],
)
def test_a_commune_is_found_however_it_is_spelt(typed, insee):
    assert codes(typed)[0] == insee


def test_namesakes_are_all_given_the_most_populous_first():
    found = codes("saint denis")

    assert found[:2] == ["97411", "93066"]
    assert {"11339", "30247"} <= set(found)


@pytest.mark.parametrize(
    ("typed", "insee"),
    [
        ("saint denis 93", "93066"),
        ("93200 Saint-Denis", "93066"),
        ("saint denis 974", "97411"),
        ("ajaccio 2A", "2A004"),
    ],
)
def test_a_code_beside_the_name_chooses_between_namesakes(typed, insee):
    assert codes(typed)[0] == insee


def test_a_code_alone_gives_its_communes():
    assert codes("62000") == ["62041", "62263"]


def test_a_number_that_is_no_code_does_not_hide_the_city():
    assert codes("Paris 15")[0] == "75056"


def test_a_name_typed_whole_comes_before_bigger_towns_that_begin_with_it():
    assert codes("die")[0] == "26113"


def test_names_that_begin_with_the_text_are_sorted_by_population():
    found = by_name("montp", limit=50)
    populations = [commune.population for commune in found]

    assert found[0].name == "Montpellier"
    assert len(found) > 10
    assert populations == sorted(populations, reverse=True)


def test_every_commune_is_found_by_its_name_and_departement():
    for commune in communes()[::50]:
        assert commune in by_name(f"{commune.name} {commune.departement}"), commune


def test_st_may_be_the_beginning_of_a_word():
    found = codes("st")

    assert found[0] == "67482"  # Strasbourg
    assert "42218" in found


def test_the_limit_is_kept():
    assert len(by_name("saint")) == 10
    assert len(by_name("saint", limit=3)) == 3
    assert by_name("saint", limit=0) == by_name("saint", limit=-1) == ()


def test_no_administration_is_given_twice():
    found = administrations_by_name("communauté urbaine d’arras", limit=100)

    assert len(found) == len(set(found)) > 0


def test_departements_and_intercommunalites_are_found_beside_communes():
    departement = administrations_by_name("Conseil départemental du Pas-de-Calais")[0]
    epci = administrations_by_name("communauté urbaine d’Arras")[0]

    assert isinstance(departement, Departement)
    assert departement.code == "62"
    assert isinstance(epci, Epci)
    assert epci.name == "CU d'Arras"
    assert [one.name for one in administrations_by_name("arras", limit=2)] == ["Arras", "CU d'Arras"]


@pytest.mark.parametrize(
    "hostile",
    [
        "",
        "   ",
        "-'’",
        "\0",
        "arras\0",
        "a" * 100_000,
        "st " * 50_000,
        " " * 100_000 + "st",
        "arras\n" * 20_000,
        "🏛️",
        "%",
        "\n",
    ],
)
def test_hostile_text_finds_nothing(hostile):
    assert by_name(hostile) == administrations_by_name(hostile) == ()


@pytest.mark.parametrize(
    "odd", ["\ud800", "İ", "ﬃ", "1 2 3", "00000", "st", "٣", ".*", "(?:a+)+$", " ".join("abcdefghijkl")]
)
def test_odd_text_is_answered_without_error(odd):
    assert isinstance(by_name(odd), tuple)
