from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.wording.answers import Answer, Said, first_line, read_answer


@pytest.mark.parametrize(
    ("said", "texts"),
    [
        (
            Said.YES,
            "OUI|oui !|O|ok|Ok merci|Je viens.|je confirme|Bonjour, oui merci beaucoup|D’accord|OUI\n",
        ),
        (
            Said.NO,
            "NON|n|Annuler|ANNULE|annulation|J’annule, merci|je ne peux pas|Annuler mon rendez-vous|non merci",
        ),
        (Said.STOP, "STOP|stop.|Stop SMS"),
        (Said.RESUME, "START|reprendre"),
        (Said.THANKS, "merci|Merci beaucoup !|Bonne journée"),
    ],
)
def test_one_word_one_meaning(said: Said, texts: str) -> None:
    for text in texts.split("|"):
        assert read_answer(text) == Answer(said), text


@pytest.mark.parametrize(
    "text",
    [
        "RDV passeport n'est pas annulé ?",
        "NON ?",
        "oui?",
        "non je viens",
        "OUI mais je serai en retard",
        "n'annulez pas",
        "Ne pas annuler",
        "pas de retard",
        "Je ne viens pas en voiture",
        "stop au 3",
        "👍",
        "ok 👍",
        "ou",
        "",
        "retard 600",
        "NON 25h",
        "non " * 100,
    ],
)
def test_anything_else_is_left_to_people(text: str) -> None:
    assert read_answer(text) == Answer(Said.OTHER)


@pytest.mark.parametrize(
    "text", ["NON 9h30", "non 9:30", "Non, à 9 h 30", "annuler 09H30", "non celui de 9h30"]
)
def test_the_hour_says_which_rdv(text: str) -> None:
    assert read_answer(text) == Answer(Said.NO, at=time(9, 30))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("RETARD", 0),
        ("en retard", 0),
        ("Retard 10", 10),
        ("Je serai en retard de 15 min", 15),
        ("je serai en retard d’un quart d’heure", 15),
        ("J'aurai 20 minutes de retard, merci", 20),
        ("retard 1h30", 90),
        ("retard de 2 heures", 120),
    ],
)
def test_how_late(text: str, minutes: int) -> None:
    assert read_answer(text) == Answer(Said.LATE, minutes=minutes)


@given(st.text(max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    assert isinstance(read_answer(text), Answer)


def test_the_first_line_of_an_email_is_the_answer() -> None:
    assert first_line("\n \nNon\n\nCordialement") == "Non"
    assert first_line("") == ""
