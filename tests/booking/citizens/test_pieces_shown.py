"""What to bring: one line before the times, the list with the form, what the answers ask for on the rdv's page."""

import re
from typing import Any

import pytest

from booking.models import Motif
from tests.booking.citizens.conftest import FORM, SLOTS, Office, Visitor, text
from tests.booking.citizens.test_questions import ANSWERS, PIECES, QUESTIONS


@pytest.fixture
def asking(office: Office) -> Office:
    motif = office.motif
    motif.questions, motif.pieces, motif.acceptance = QUESTIONS, PIECES, "Venez à l’heure."
    motif.save()
    return office


def test_one_line_before_the_times_counts_what_to_bring_and_opens_on_the_list(
    asking: Office, browser: Visitor
) -> None:
    page = browser.get(SLOTS)
    (folded,) = re.findall(r"<details.*?</details>", page.content.decode().split("ag-lieu")[0], re.S)
    line, inside = (" ".join(each.split()) for each in folded.split("</summary>"))
    assert "Pièces à apporter : 3, et d’autres selon vos réponses" in line
    for said in ("Justificatif de domicile (moins d’un an)", "Photo récente", "Livret de famille"):
        assert said in inside
    assert "Si vous répondez « Oui » à la question « Êtes-vous mineur ? »" in text(page)


@pytest.mark.parametrize(
    ("pieces", "to_bring", "line"),
    [
        ([], "Ancien titre", "Pièces à apporter : 1"),
        (PIECES[1:], "", "Pièces à apporter, selon vos réponses"),
        ([], "", ""),
    ],
)
def test_the_line_says_what_depends_on_answers_and_is_not_there_for_nothing(
    asking: Office, browser: Visitor, pieces: list[dict[str, Any]], to_bring: str, line: str
) -> None:
    Motif.objects.update(pieces=pieces, to_bring=to_bring)
    page = text(browser.get(SLOTS))
    assert ("à apporter" in page) is bool(line)
    assert line in page
    assert "et d’autres" not in page


def test_the_whole_list_follows_the_form_and_ends_the_page_of_the_rdv(
    asking: Office, browser: Visitor
) -> None:
    Motif.objects.update(instructions="Venez en avance.")
    browser.hold()
    form = text(browser.get(FORM))
    assert form.index("Confirmer le rendez-vous") < form.index("À apporter") < form.index("Livret de famille")
    page = text(browser.get(browser.confirm(**ANSWERS)["Location"]))
    assert (
        page.index("Voir tous mes rendez-vous") < page.index("À apporter") < page.index("Livret de famille")
    )
    assert "Venez en avance." in page


@pytest.mark.parametrize(("minor", "shown"), [("oui", True), ("non", False), ("", False)])
def test_afterwards_only_what_the_answers_ask_for(
    asking: Office, browser: Visitor, minor: str, shown: bool
) -> None:
    browser.hold()
    page = text(browser.get(browser.confirm(**ANSWERS | {"question_mineur": minor})["Location"]))
    assert "Justificatif de domicile" in page
    assert ("Livret de famille" in page) is shown
