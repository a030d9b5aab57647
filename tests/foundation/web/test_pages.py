"""Skeletons and error pages: valid, in order, in both skins, without a database."""

import pytest
from django.template.loader import render_to_string

from foundation.web.skins.face import Skin
from tests.foundation.web.rendering import request_for, texts, tree

PAGES = [
    "404.html",
    "403.html",
    "403_csrf.html",
    "refus.html",
    "500.html",
    "foundation/suspendue.html",
    "foundation/interface.html",
]
SKINS: list[Skin] = ["neutre", "etat"]
LINKS = [("Accessibilité : non conforme", "/accessibilite/")]


@pytest.mark.parametrize("skin", SKINS)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_the_foundation_is_valid_and_has_one_main_title(name: str, skin: Skin) -> None:
    request = request_for(skin, name="Ville d’Arras", phone="+33321505050", tools=(("Retrouver", "/r/"),))
    html = render_to_string(name, {"pied_liens": LINKS}, request)
    page = tree(html)
    assert len(list(page.iter("h1"))) == 1
    assert len(list(page.iter("main"))) == 1
    assert list(page.iter("script")) == []
    title = next(page.iter("title"))
    assert title.text


@pytest.mark.parametrize("skin", SKINS)
def test_ids_are_unique_and_every_reference_exists(skin: Skin) -> None:
    page = tree(
        render_to_string("foundation/interface.html", {"menu": [("Agenda", "/", True)]}, request_for(skin))
    )
    ids = [node.get("id") for node in page.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    wanted = {
        target
        for node in page.iter()
        for name in ("aria-describedby", "aria-labelledby", "for")
        for target in node.get(name, "").split()
    }
    assert wanted <= set(ids)


def test_an_error_page_stands_without_request_nor_context() -> None:
    assert "momentanément en panne" in texts(render_to_string("500.html"))
    assert "n’existe pas" in texts(render_to_string("404.html"))


def test_an_unknown_host_is_told_so() -> None:
    assert "Aucune administration" in texts(
        render_to_string("404.html", {"hote_inconnu": True}, request_for())
    )


def test_the_suspended_page_gives_the_telephone() -> None:
    html = render_to_string("foundation/suspendue.html", {}, request_for(phone="+33321505050"))
    assert "appelez le 03 21 50 50 50" in texts(html)


def test_a_refused_form_says_so_from_the_title_of_the_page() -> None:
    html = render_to_string(
        "refus.html", {"erreurs": [("nom", "Saisissez votre nom.")]}, request_for(name="Arras")
    )
    assert next(tree(html).iter("title")).text == "Erreur : Action impossible – Arras"


def test_the_words_of_the_state_belong_to_the_state_skin() -> None:
    pages = {skin: render_to_string("404.html", {}, request_for(skin)) for skin in SKINS}
    assert "Française" in pages["etat"]
    assert "dsfr" in pages["etat"]
    assert "Française" not in pages["neutre"]
    assert "dsfr" not in pages["neutre"]


def test_the_colour_of_the_administration_never_reaches_the_state_skin() -> None:
    colour = "/habillage/abc.css"
    assert colour in render_to_string("404.html", {}, request_for("neutre", accent_url=colour))
    assert colour not in render_to_string("404.html", {}, request_for("etat", accent_url=colour))


def test_skip_links_lead_somewhere_and_come_first() -> None:
    page = tree(render_to_string("404.html", {}, request_for()))
    links = [node.get("href", "") for node in page.iter("a")][:2]
    assert links == ["#contenu", "#pied"]
    assert {"contenu", "pied"} <= {node.get("id") for node in page.iter()}
