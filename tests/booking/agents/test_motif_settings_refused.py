"""What a motif's page refuses, says why, and keeps typed; and two people who write at once."""

import pytest

from booking.models import Motif
from tests.booking.agents.conftest import Browser, text
from tests.booking.agents.test_motif_settings import MOTIFS, form_of, motif, new, page, send

__all__ = ["motif"]


@pytest.mark.parametrize("name", ["", "a" * 100_000, "\0", "a\u2028b", "www.exemple.fr", "123"])
def test_what_is_no_name_is_refused(admin: Browser, name: str) -> None:
    assert admin.post(f"{MOTIFS}ajouter/", **new(admin) | {"nom": name}).status_code == 422
    assert Motif.objects.count() == 1


@pytest.mark.parametrize(
    ("section", "typed"),
    [
        ("essentiel", {"duree": "4"}),
        ("essentiel", {"duree": "9" * 5_000}),
        ("essentiel", {"apres": "-1"}),
        ("essentiel", {"service": "0"}),
        ("essentiel", {"modalite": "pigeon"}),
        ("essentiel", {"nom": "n" * 100_000}),
        ("delais", {"delai_min": "7"}),
        ("delais", {"delai_min": "31556952"}),
        ("textes", {"apporter": "a\0b"}),
        ("textes", {"accepter": "t" * 100_000}),
        ("plusieurs", {"unite": "document", "au_plus": ""}),
        ("plusieurs", {"unite": "document", "au_plus": "21"}),
        ("plusieurs", {"unite": "document", "au_plus": "20", "minutes": "600"}),
        ("rappels", {"rappels": "propres", "rappel_1": "0", "rappel_2": "0", "rappel_3": "0"}),
        ("rappels", {"rappels": "propres", "rappel_2": "604800"}),
        ("rappels", {"rappels": "autrement"}),
        ("presence", {"absences": "2", "absences_mois": ""}),
        ("quota", {"quota": "0"}),
        ("regles", {"etale": "31556952"}),
        ("regles", {"titre": "permis"}),
        ("traductions", {"en_name": "n" * 100_000}),
    ],
)
def test_what_cannot_be_kept_gets_a_sentence_and_stays_typed(
    admin: Browser, motif: Motif, section: str, typed: dict[str, str]
) -> None:
    before = Motif.objects.values().get(pk=motif.pk)
    answer = send(admin, motif, section, **typed)
    assert answer.status_code == 422
    assert "fr-alert--error" in text(answer)
    assert '<details class="ag-suite" open>' in text(answer)
    assert Motif.objects.values().get(pk=motif.pk) == before
    again = form_of(answer, section)
    lists = {"service", "modalite", "delai_min", "etale", "titre", "rappels"}
    assert all(again[name].strip() == value for name, value in typed.items() if name not in lists)


def test_the_second_of_two_who_write_the_same_section_is_told(admin: Browser, motif: Motif) -> None:
    mine, other = (form_of(admin.get(page(motif)), "textes") for _ in range(2))
    assert admin.post(page(motif), **other | {"consignes": "Sonnez deux fois."}).status_code == 303
    answer = admin.post(page(motif), **mine | {"consignes": "Entrez sans sonner."})
    assert answer.status_code == 409
    assert "Quelqu’un d’autre vient de modifier cette rubrique." in text(answer)
    kept = form_of(answer, "textes")
    assert kept["consignes"] == "Entrez sans sonner."
    motif.refresh_from_db()
    assert motif.instructions == "Sonnez deux fois."
    assert admin.post(page(motif), **kept).status_code == 303
    motif.refresh_from_db()
    assert motif.instructions == "Entrez sans sonner."


def test_two_who_write_two_sections_do_not_meet(admin: Browser, motif: Motif) -> None:
    mine = form_of(admin.get(page(motif)), "quota")
    assert send(admin, motif, "textes", consignes="Sonnez.").status_code == 303
    assert admin.post(page(motif), **mine | {"quota": "2"}).status_code == 303
    motif.refresh_from_db()
    assert (motif.instructions, motif.quota_per_person) == ("Sonnez.", {"count": 2})


def test_sent_twice_or_from_the_back_button_it_is_saved_once(admin: Browser, motif: Motif) -> None:
    typed = form_of(admin.get(page(motif)), "quota") | {"quota": "2", "quota_jours": "30"}
    for _ in range(2):
        assert admin.post(page(motif), **typed).status_code == 303
    motif.refresh_from_db()
    assert motif.quota_per_person == {"count": 2, "days": 30}


@pytest.mark.parametrize("forged", [{"version": "x"}, {"version": "a" * 100_000}, {"version": "\0"}])
def test_a_forged_version_writes_nothing(admin: Browser, motif: Motif, forged: dict[str, str]) -> None:
    assert send(admin, motif, "quota", quota="2", **forged).status_code == 409
    motif.refresh_from_db()
    assert motif.quota_per_person == {}


@pytest.mark.parametrize("section", ["", "autre", "questions", "\0"])
def test_an_unknown_section_is_unknown(admin: Browser, motif: Motif, section: str) -> None:
    assert admin.post(page(motif), rubrique=section).status_code == 404
