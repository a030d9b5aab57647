"""The pages where one begins: who they are for, and how to get in."""

import pytest

from tenants.models import Tenant
from tests.foundation.web.rendering import render, tree
from tests.sso.pages.browsing import ARRAS, PUBLIC, Browsing

pytestmark = pytest.mark.django_db


def test_the_door_of_an_administration_says_who_may_enter_before_the_button(arras: Tenant) -> None:
    page = Browsing().get("/connexion/?suite=/agent/agenda/", host=ARRAS).content.decode()
    assert page.index("Pour les agents") < page.index("ProConnect</span>")
    assert 'href="/sso/depart/?suite=%2Fagent%2Fagenda%2F"' in page


def test_the_door_repeats_no_destination_that_is_not_ours(arras: Tenant) -> None:
    page = Browsing().get("/connexion/?suite=//evil.example/", host=ARRAS).content.decode()
    assert "evil" not in page


def test_somebody_who_is_in_already_may_go_on(camille: Browsing) -> None:
    camille.enter()
    page = camille.get("/connexion/?suite=/agent/agenda/", host=ARRAS).content.decode()
    assert "Vous êtes connecté" in page
    assert '<a href="/agent/agenda/">Continuer</a>' in page


def test_the_door_of_the_sign_in_host_leads_agents_to_their_administration_first(camille: Browsing) -> None:
    page = Browsing().get("/connexion/", host=PUBLIC).content.decode()
    assert page.index("Trouver mon administration") < page.index('href="/sso/proconnect/?suite=')
    assert "Camille Durand" in camille.get("/connexion/", host=PUBLIC).content.decode()


@pytest.mark.parametrize(
    ("tag", "brand", "site"),
    [
        ("bouton_proconnect", "ProConnect", "https://www.proconnect.gouv.fr/"),
        ("bouton_franceconnect", "FranceConnect", "https://franceconnect.gouv.fr/"),
    ],
)
def test_the_button_has_the_words_of_its_service_and_announces_the_new_window(
    tag: str, brand: str, site: str
) -> None:
    button, question = tree(render(f"{{% {tag} '/aller/' %}}")).iter("a")
    assert button.get("href") == "/aller/"
    assert "".join(button.itertext()) == f"S’identifier avec {brand}"
    asked = f"Qu’est-ce que {brand}\u00a0?"
    assert (question.get("href"), question.get("target")) == (site, "_blank")
    assert "".join(question.itertext()).replace("\u202f", "\u00a0") == asked
    assert (question.get("title") or "").replace("\u202f", "\u00a0") == f"{asked} – nouvelle fenêtre"


def test_the_door_leads_back_to_where_one_was_going_and_nowhere_else(camille: Browsing) -> None:
    page = Browsing().get("/connexion/?suite=/supervision/", host=PUBLIC).content.decode()
    assert 'href="/sso/proconnect/?suite=%2Fsupervision%2F"' in page
    page = Browsing().get("/connexion/?suite=//mechant.example/", host=PUBLIC).content.decode()
    assert "mechant" not in page
