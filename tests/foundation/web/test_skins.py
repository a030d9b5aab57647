import pytest

from foundation.web.skins.context import face
from foundation.web.skins.face import Face, skin_for
from tests.foundation.web.rendering import request_for

STATE = "rdv.gouv.localhost"


@pytest.mark.parametrize(
    "host", [STATE, f"prefecture-62.{STATE}", f"Prefecture-62.{STATE}:8000", f"{STATE}."]
)
def test_the_state_domain_wears_the_state_skin(host: str) -> None:
    assert skin_for(host, STATE) == "etat"


@pytest.mark.parametrize(
    "host",
    ["rdv.localhost", "arras.rdv.localhost", f"faux{STATE}", f"{STATE}.exemple.fr", "rdv.arras.fr", ""],
)
def test_every_other_host_is_neutral(host: str) -> None:
    assert skin_for(host, STATE) == "neutre"


def test_without_a_state_domain_nobody_looks_like_the_state() -> None:
    assert skin_for("impots.gouv.fr", "") == "neutre"


def test_a_page_speaks_for_the_administration_of_its_host() -> None:
    assert face(request_for(name="Ville d’Arras"))["face"].name == "Ville d’Arras"


def test_before_the_host_is_known_a_page_speaks_for_the_platform() -> None:
    request = request_for()
    del request.host_face  # type: ignore[attr-defined]
    assert face(request)["face"] == Face()


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Ville d’Arras", "VA"), ("Département du Pas-de-Calais", "DP"), ("mairie", "M"), ("Arras", "A")],
)
def test_initials_stand_for_a_missing_logo(name: str, initials: str) -> None:
    assert Face(name=name).initials == initials
