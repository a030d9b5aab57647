from typing import Any

import pytest
from django import forms
from rest_framework import serializers

from foundation.web.components.errors import read_errors
from tests.foundation.web.rendering import render, request_for, texts, tree


class Coordonnees(forms.Form):
    telephone = forms.CharField(
        label="Téléphone", help_text="Exemple : 06 12 34 56 78", error_messages={"required": "Saisissez-le."}
    )
    courriel = forms.EmailField(label="Courriel", required=False)
    rappel = forms.ChoiceField(
        label="Rappel", choices=[("sms", "SMS"), ("non", "Aucun")], widget=forms.RadioSelect
    )
    accompagne = forms.BooleanField(label="Accompagné", required=False)


class CoordonneesSerializer(serializers.Serializer[Any]):
    prenom = serializers.CharField(label="Prénom", max_length=80, help_text="Celui du rendez-vous")
    courriel = serializers.EmailField(label="Courriel", required=False, style={"autocomplete": "email"})
    motif = serializers.ChoiceField(label="Motif", choices=[("cni", "Carte d’identité")])
    jours = serializers.MultipleChoiceField(label="Jours", choices=[("lun", "Lundi"), ("mar", "Mardi")])


def refused() -> Coordonnees:
    form = Coordonnees({"telephone": "", "rappel": "fax"})
    form.is_valid()
    return form


def only(html: str, tag: str) -> dict[str, str]:
    return next(tree(html).iter(tag)).attrib


def test_a_refused_field_is_described_by_its_hint_and_its_error_in_reading_order() -> None:
    html = render("{% champ form.telephone %}", form=refused())
    attributes = only(html, "input")
    assert attributes["aria-describedby"] == "id_telephone-indice id_telephone-erreur"
    assert attributes["aria-invalid"] == "true"
    ids = [node.get("id") for node in tree(html).iter() if node.get("id")]
    assert ids == ["id_telephone-indice", "id_telephone-erreur", "id_telephone"]
    assert texts(html) == "Téléphone Exemple : 06 12 34 56 78 Saisissez-le."


def test_a_field_without_hint_nor_error_describes_nothing_and_optional_ones_are_marked() -> None:
    html = render("{% champ form.courriel autocomplete='email' %}", form=Coordonnees())
    attributes = only(html, "input")
    assert "aria-describedby" not in attributes
    assert attributes["autocomplete"] == "email"
    assert attributes["type"] == "email"
    assert "required" not in attributes
    assert texts(html) == "Courriel (facultatif)"


def test_a_label_always_leads_to_its_field() -> None:
    html = render("{% champ form.accompagne %}", form=Coordonnees())
    assert only(html, "label")["for"] == only(html, "input")["id"]
    assert only(html, "input")["type"] == "checkbox"


def test_choices_are_a_fieldset_with_its_legend_and_its_error() -> None:
    html = render("{% champ form.rappel %}", form=refused())
    assert only(html, "fieldset")["aria-describedby"] == "id_rappel-erreur"
    assert [node.get("type") for node in tree(html).iter("input")] == ["radio", "radio"]
    assert "".join(next(tree(html).iter("legend")).itertext()) == "Rappel"


def test_plain_values_make_a_field_too_and_are_escaped() -> None:
    html = render(
        "{% champ nom='q' libelle='Rechercher' valeur=q type='search' erreurs='Trop court.' hx_get='/cherche/' %}",
        q='"><script>',
    )
    attributes = only(html, "input")
    assert attributes["value"] == '"><script>'
    assert attributes["hx-get"] == "/cherche/"
    assert attributes["aria-describedby"] == "id_q-erreur"


def test_what_was_typed_in_a_serializer_is_kept_with_its_error() -> None:
    serializer = CoordonneesSerializer(
        data={"prenom": "Z" * 90, "courriel": "non", "motif": "cni", "jours": ["mar"]}
    )
    assert not serializer.is_valid()
    prenom = render("{% champ form.prenom %}", form=serializer)
    assert only(prenom, "input")["value"] == "Z" * 90
    assert only(prenom, "input")["aria-describedby"] == "id_prenom-indice id_prenom-erreur"
    assert only(render("{% champ form.courriel %}", form=serializer), "input")["autocomplete"] == "email"
    jours = [node.attrib for node in tree(render("{% champ form.jours %}", form=serializer)).iter("input")]
    assert [(box["type"], "checked" in box) for box in jours] == [("checkbox", False), ("checkbox", True)]
    assert only(render("{% champ form.motif %}", form=serializer), "option")["selected"] == ""


def test_the_summary_counts_takes_the_focus_and_leads_to_each_field() -> None:
    html = render("{% resume_erreurs form %}", form=refused())
    box = next(tree(html).iter("div"))
    assert box.get("tabindex") == "-1"
    assert "autofocus" in box.attrib
    assert [node.get("href") for node in tree(html).iter("a")] == ["#id_telephone", "#id_rappel"]
    assert "2 réponses sont à corriger" in texts(html)


def test_without_error_there_is_no_summary() -> None:
    assert render("{% resume_erreurs form %}", form=Coordonnees()).strip() == ""
    assert render("{% resume_erreurs absent %}").strip() == ""


@pytest.mark.parametrize(
    "source",
    [
        {"nom": ["Saisissez votre nom."], "non_field_errors": ["Trop tard."]},
        [("nom", "Saisissez votre nom."), ("", "Trop tard.")],
    ],
)
def test_errors_are_read_wherever_they_come_from(source: Any) -> None:
    assert [(error.target, error.message) for error in read_errors(source)] == [
        ("id_nom", "Saisissez votre nom."),
        ("", "Trop tard."),
    ]


def test_a_form_that_posts_carries_its_token_and_leaves_refusals_to_us() -> None:
    html = render("{% formulaire action='/ici/' %}<p>…</p>{% endformulaire %}", request_for())
    form = only(html, "form")
    assert form["method"] == "post"
    assert "novalidate" in form
    assert only(html, "input")["name"] == "csrfmiddlewaretoken"
    assert "csrfmiddlewaretoken" not in render("{% formulaire methode='get' %}{% endformulaire %}")


@pytest.mark.parametrize("attribute", ["style='color:red'", "onclick='x()'"])
def test_no_component_accepts_inline_style_or_script(attribute: str) -> None:
    with pytest.raises(ValueError, match="inline"):
        render("{% bouton 'Ici' " + attribute + " %}")
