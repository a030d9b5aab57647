from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.paginator import Paginator

from foundation.web.components.slots import CreneauDay, LieuCard, OfferedCreneau
from foundation.web.components.tables import Colonne
from tests.foundation.web.rendering import render, request_for, texts, tree

PARIS = ZoneInfo("Europe/Paris")
DAY = date(2026, 11, 24)


def creneau(hour: int, minute: int = 0, *, current: bool = False) -> OfferedCreneau:
    return OfferedCreneau(datetime(2026, 11, 24, hour, minute, tzinfo=PARIS), f"{hour}-{minute}", current)


def names(html: str, tag: str) -> list[str]:
    return [" ".join("".join(node.itertext()).split()) for node in tree(html).iter(tag)]


def test_a_slot_is_a_submit_button_that_says_its_whole_sentence() -> None:
    days = [CreneauDay(DAY, [creneau(9, 20)])]
    html = render("{% liste_creneaux jours action='/prendre/' lieu='Mairie centrale' %}", jours=days)
    assert names(html, "button") == ["mardi 24 novembre, Mairie centrale, 9 h 20"]
    button = next(tree(html).iter("button"))
    assert (button.get("type"), button.get("name"), button.get("value")) == ("submit", "creneau", "9-20")
    form = next(tree(html).iter("form"))
    assert (form.get("method"), form.get("action")) == ("post", "/prendre/")
    assert [node.get("name") for node in tree(html).iter("input")] == ["csrfmiddlewaretoken"]


def test_a_day_is_cut_at_noon_and_the_tail_of_a_long_half_day_is_folded() -> None:
    morning = [creneau(8 + number // 6, number % 6 * 10) for number in range(11)]
    html = render("{% liste_creneaux jours %}", jours=[CreneauDay(DAY, [creneau(14), *morning])])
    assert [text for text in names(html, "p") if text in ("Matin", "Après-midi")] == ["Matin", "Après-midi"]
    assert names(html, "summary") == ["3 autres horaires mardi 24 novembre, matin"]
    assert len(names(html, "button")) == 12


def test_ones_own_time_is_not_a_button() -> None:
    html = render("{% liste_creneaux jours %}", jours=[CreneauDay(DAY, [creneau(9, current=True)])])
    assert "actuel" in texts(html)
    assert names(html, "button") == []


def test_a_day_without_time_keeps_its_column_and_is_not_read_aloud() -> None:
    html = render("{% liste_creneaux jours %}", jours=[CreneauDay(DAY), CreneauDay(DAY, [creneau(9)])])
    empty, full = (node for node in tree(html).iter("div") if "ag-jour" in (node.get("class") or ""))
    assert empty.get("aria-hidden") == "true"
    assert "–" in "".join(empty.itertext())
    assert full.get("aria-hidden") is None
    assert len(names(html, "h3")) == 1


def test_a_ticket_says_how_to_get_in_and_its_phone_is_a_link() -> None:
    html = render(
        "{% billet debut lieu='Mairie' acces='Entrée de plain-pied' numero='+33321000000' %}",
        debut=creneau(9).start,
    )
    assert "Entrée de plain-pied" in texts(html)
    assert [node.get("href") for node in tree(html).iter("a")] == ["tel:+33321000000"]


def test_a_heading_never_breaks_inside_rendez_vous() -> None:
    html = render("{% filter sans_coupure %}<b title='rendez-vous'>Rendez-vous</b> & fin{% endfilter %}")
    assert html == "<b title='rendez-vous'><span class=\"ag-insecable\">Rendez-vous</span></b> & fin"


def test_a_place_offers_its_next_time_first_and_keeps_the_language_of_its_address() -> None:
    card = LieuCard("Mairie centrale", "1 place de la République", next_creneau=creneau(10, 40))
    html = render(
        "{% carte_lieu fiche action='/prendre/' caches=caches %}", fiche=card, caches={"personnes": 2}
    )
    assert names(html, "button") == [
        "Prochaine disponibilité à Mairie centrale : mardi 24 novembre à 10 h 40"
    ]
    assert {node.get("lang") for node in tree(html).iter("bdi")} == {"fr"}
    assert ("personnes", "2") in [(node.get("name"), node.get("value")) for node in tree(html).iter("input")]


def test_a_time_at_no_place_is_said_as_it_happens() -> None:
    card = LieuCard("En visioconférence", "", next_creneau=creneau(10, 40), how="en visioconférence")
    html = render("{% carte_lieu fiche %}", fiche=card)
    assert names(html, "button") == [
        "Prochaine disponibilité en visioconférence : mardi 24 novembre à 10 h 40"
    ]


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("scheduled", "À venir"),
        ("arrived", "Arrivé"),
        ("honoured", "Honoré"),
        ("no_show", "Absent"),
        ("excused", "Excusé"),
        ("cancelled_by_usager", "Annulé"),
        ("cancelled_by_service", "Annulé"),
        ("a_renseigner", "À renseigner"),
    ],
)
def test_a_status_is_always_the_same_word_with_an_icon(code: str, word: str) -> None:
    html = render("{% badge_statut code %}", code=code)
    assert texts(html) == word
    assert [node.get("aria-hidden") for node in tree(html).iter("span")][1] == "true"


def test_success_is_announced_politely_and_errors_only_without_a_page_change() -> None:
    roles = {
        kind: next(tree(render(f"{{% alerte '{kind}' %}}Texte{{% endalerte %}}")).iter("div")).get("role")
        for kind in ("info", "succes", "attention", "erreur")
    }
    assert roles == {"info": None, "succes": "status", "attention": None, "erreur": "alert"}


def test_a_button_is_a_link_or_a_submit_and_an_unknown_variant_is_refused() -> None:
    assert next(tree(render("{% bouton 'Voir' url='/x/' %}")).iter("a")).get("href") == "/x/"
    html = render(
        "{% bouton 'Annuler' variante='danger' precision='le rendez-vous de 9 h' nom='a' valeur='1' %}"
    )
    assert names(html, "button") == ["Annuler le rendez-vous de 9 h"]
    with pytest.raises(ValueError, match="unknown button"):
        render("{% bouton 'Voir' variante='rouge' %}")


def test_a_table_has_a_caption_scopes_and_sort_links() -> None:
    columns = [Colonne("Nom", "?tri=nom", "asc"), Colonne("Durée", nombre=True), Colonne("")]
    html = render(
        "{% tableau 'Usagers' c %}<tr><th scope='row'>Zoé</th><td>20</td><td></td></tr>{% endtableau %}",
        c=columns,
    )
    heads = [node for node in tree(html).iter("th") if node.get("scope") == "col"]
    assert names(html, "caption") == ["Usagers"]
    assert [head.get("aria-sort") for head in heads] == ["ascending", None]
    assert heads[1].get("class") == "ag-nombre"
    assert names(html, "a") == ["Nom"]


def test_pages_keep_the_rest_of_the_address() -> None:
    page = Paginator(range(60), 20).page(2)
    html = render("{% pagination page %}", request_for(path="/usagers/?nom=ka&page=2"), page=page)
    links = {
        name: node.get("href") for name, node in zip(names(html, "a"), tree(html).iter("a"), strict=True)
    }
    assert links["Page suivante"] == "?nom=ka&page=3"
    assert (
        next(node for node in tree(html).iter("a") if node.get("aria-current")).get("href")
        == "?nom=ka&page=2"
    )
    assert render("{% pagination page %}", page=Paginator([1], 20).page(1)).strip() == ""


def test_an_absent_week_is_a_word_not_a_link() -> None:
    html = render("{% navigation 'Semaine du 23 novembre 2026' suivant='?semaine=2026-W49' %}")
    assert names(html, "a") == ["Semaine suivante"]
    assert "Semaine précédente" in texts(html)


def test_the_step_is_told_in_words() -> None:
    assert "Étape 2 sur 3 Vos coordonnées" in texts(render("{% etapes 2 3 'Vos coordonnées' %}"))
