"""Questions and pièces, one line at a time, and what the other sections keep."""

from typing import Any

import pytest

from booking.models import Motif
from tests.booking.agents.conftest import Browser, text
from tests.booking.agents.test_motif_settings import form_of, motif, page

__all__ = ["motif"]

MINOR = {"question": "Êtes-vous mineur ?", "question_genre": "yes_no"}
KIND = {
    "question": "Quel titre ?",
    "question_genre": "choice",
    "question_choix": "Passeport\n\n Carte \nCarte",
}
JUSTIFICATIF = {"piece": "Livret de famille", "piece_si": ["etes-vous-mineur=oui"]}


def add(admin: Browser, motif: Motif, column: str, **typed: Any) -> Any:
    return admin.post(page(motif, f"{column}/"), **form_of(admin.get(page(motif)), column) | typed)


def press(admin: Browser, motif: Motif, column: str, button: str, at: object) -> Any:
    version = form_of(admin.get(page(motif)), column)["version"]
    return admin.post(page(motif, f"{column}/"), version=version, **{button: at})


def kept(motif: Motif) -> Motif:
    motif.refresh_from_db()
    return motif


def labels(motif: Motif) -> list[str]:
    return [each["label"] for each in kept(motif).questions]


def test_a_question_is_added_once_with_an_id_of_its_own(admin: Browser, motif: Motif) -> None:
    typed = form_of(admin.get(page(motif)), "questions") | KIND
    for _ in range(2):
        answer = admin.post(page(motif, "questions/"), **typed)
        assert answer["Location"] == f"{page(motif)}?fait=questions#questions"
    (only,) = kept(motif).questions
    assert only == {
        "id": "quel-titre",
        "label": "Quel titre ?",
        "kind": "choice",
        "choices": ["Passeport", "Carte"],
        "required": False,
        "hint": "",
    }
    add(admin, motif, "questions", **MINOR, question_obligatoire="on")
    assert kept(motif).questions[1]["required"]
    assert "Choix : Passeport, Carte" in text(admin.get(page(motif)))


def test_a_question_keeps_its_id_whatever_it_says(admin: Browser, motif: Motif) -> None:
    add(admin, motif, "questions", **MINOR)
    shown = form_of(admin.get(page(motif, "questions/?ligne=0")), "questions")
    assert (shown["question"], shown["ligne"]) == ("Êtes-vous mineur ?", "0")
    admin.post(page(motif, "questions/"), **shown | {"question": "La personne est-elle mineure ?"})
    (only,) = kept(motif).questions
    assert (only["id"], only["label"]) == ("etes-vous-mineur", "La personne est-elle mineure ?")


def test_two_questions_of_the_same_words_have_two_ids(admin: Browser, motif: Motif) -> None:
    for number, kind in enumerate(("text", "yes_no"), 1):
        add(admin, motif, "questions", question="سؤال", question_genre=kind)
        assert len(kept(motif).questions) == number
    assert [each["id"] for each in motif.questions] == ["question", "question-2"]


def test_lines_go_up_down_and_away(admin: Browser, motif: Motif) -> None:
    for name in ("A", "B", "C"):
        add(admin, motif, "questions", question=name, question_genre="text")
    press(admin, motif, "questions", "monter", 2)
    assert labels(motif) == ["A", "C", "B"]
    press(admin, motif, "questions", "descendre", 0)
    assert labels(motif) == ["C", "A", "B"]
    for button, at in (("monter", 0), ("descendre", 2)):
        assert press(admin, motif, "questions", button, at).status_code == 303
    assert labels(motif) == ["C", "A", "B"]
    press(admin, motif, "questions", "retirer", 1)
    assert labels(motif) == ["C", "B"]


@pytest.mark.parametrize("at", ["", "9", "-1", "x", "9" * 5_000, "٣"])
def test_a_line_that_is_not_there_is_not_removed(admin: Browser, motif: Motif, at: str) -> None:
    add(admin, motif, "questions", **MINOR)
    assert press(admin, motif, "questions", "retirer", at).status_code == 409
    assert len(kept(motif).questions) == 1
    assert admin.get(page(motif, f"questions/?ligne={at}")).status_code in {303, 404}


def test_a_line_is_not_removed_from_a_list_that_somebody_changed(admin: Browser, motif: Motif) -> None:
    for name in ("A", "B"):
        add(admin, motif, "questions", question=name, question_genre="text")
    seen = form_of(admin.get(page(motif)), "questions")["version"]
    press(admin, motif, "questions", "monter", 1)
    refused = admin.post(page(motif, "questions/"), version=seen, retirer="0")
    assert refused.status_code == 409
    assert labels(motif) == ["B", "A"]


@pytest.mark.parametrize(
    "typed",
    [
        {"question": ""},
        {"question": "q" * 100_000},
        {"question": "\0"},
        {"question_genre": "dessin"},
        {"question_genre": "choice", "question_choix": "Un seul"},
        {"question_genre": "choice", "question_choix": "\n".join(map(str, range(21)))},
        {"question_genre": "choice", "question_choix": "oui\n" + "n" * 101},
        {"question_choix": "c" * 100_000},
    ],
)
def test_what_is_no_question_is_refused(admin: Browser, motif: Motif, typed: dict[str, str]) -> None:
    answer = add(admin, motif, "questions", **MINOR | {"question_aide": "Ma saisie"} | typed)
    assert answer.status_code == 422
    assert 'value="Ma saisie"' in text(answer)
    assert kept(motif).questions == []


def test_a_piece_may_depend_on_an_answer(admin: Browser, motif: Motif) -> None:
    add(admin, motif, "questions", **MINOR)
    add(admin, motif, "pieces", piece="Photo", piece_aide="de moins de 6 mois")
    assert add(admin, motif, "pieces", **JUSTIFICATIF).status_code == 303
    assert kept(motif).pieces == [
        {"label": "Photo", "hint": "de moins de 6 mois"},
        {"label": "Livret de famille", "hint": "", "if": {"question": "etes-vous-mineur", "is": ["oui"]}},
    ]
    assert "Si « Êtes-vous mineur ? » : oui" in text(admin.get(page(motif)))


def test_a_piece_depends_on_one_question(admin: Browser, motif: Motif) -> None:
    for question in (MINOR, KIND):
        add(admin, motif, "questions", **question)
    both = ["etes-vous-mineur=oui", "quel-titre=Carte"]
    answer = add(admin, motif, "pieces", piece="Livret", piece_si=both)
    assert answer.status_code == 422
    assert "Cochez les réponses d’une seule question." in text(answer)


def test_a_question_that_a_piece_needs_stays(admin: Browser, motif: Motif) -> None:
    add(admin, motif, "questions", **MINOR)
    add(admin, motif, "pieces", **JUSTIFICATIF)
    refused = press(admin, motif, "questions", "retirer", 0)
    assert refused.status_code == 409
    assert "Une pièce à fournir dépend de cette réponse." in text(refused)
    press(admin, motif, "pieces", "retirer", 0)
    assert press(admin, motif, "questions", "retirer", 0).status_code == 303
    assert kept(motif).questions == []


def test_an_unknown_list_is_unknown(admin: Browser, motif: Motif) -> None:
    for path in ("rappels/", "autre/"):
        assert admin.get(page(motif, path)).status_code == 404
        assert admin.post(page(motif, path)).status_code == 404
    assert admin.get(page(motif, "pieces/"))["Location"] == f"{page(motif)}#pieces"


def test_usual_pieces_are_proposed_and_any_other_is_taken(admin: Browser, motif: Motif) -> None:
    listed = (
        text(admin.get(page(motif))).partition('<datalist id="pieces-usuelles">')[2].partition("</datalist>")
    )
    assert '<option value="Justificatif de domicile"></option>' in listed[0]
    assert 'list="pieces-usuelles"' in text(admin.get(page(motif)))
    for piece in ("Justificatif de domicile", "Licence de pêche"):
        assert add(admin, motif, "pieces", piece=piece).status_code == 303
    assert [each["label"] for each in kept(motif).pieces] == ["Justificatif de domicile", "Licence de pêche"]
