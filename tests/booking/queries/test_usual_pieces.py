"""What is most often asked for is read in one's own language, though the administration wrote it in French."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from booking.models import Motif
from booking.queries.pieces import pieces_for
from booking.queries.usual_pieces import usual_pieces
from foundation.languages import Said, language_of
from project.translating.sources import marked_texts
from tests.project.translating.pseudo import CLOSE, CODE, OPEN, write_pseudo

MOTIF = Motif(
    name="Passeport",
    pieces=[{"label": "Photo d’identité"}, {"label": "Livret de famille", "hint": "l’original"}],
    to_bring="- pièce d'identité.\nAncien récépissé",
)


@pytest.fixture
def elsewhere(settings: Any, tmp_path: Path) -> Iterator[None]:
    """The person reads a language in which every text of ours stands between brackets."""
    write_pseudo(marked_texts(), tmp_path)
    settings.LOCALE_PATHS = [tmp_path]
    with translation.override(CODE):
        yield


def test_a_usual_one_is_in_the_language_of_the_person_however_it_was_typed(elsewhere: None) -> None:
    photo, family, identity, receipt = pieces_for(MOTIF, {})
    assert (photo, identity) == (f"{OPEN}Photo d’identité{CLOSE}", f"{OPEN}Pièce d’identité{CLOSE}")
    assert language_of(photo) == language_of(identity) == CODE
    # A text with more in it stays whole in its own language.
    assert (family, receipt) == ("Livret de famille (l’original)", "Ancien récépissé")
    assert language_of(family) == language_of(receipt) == "fr"


def test_what_the_administration_translated_itself_is_left_alone(elsewhere: None) -> None:
    motif = Motif(name="Passport", to_bring=Said("Passeport", CODE))
    assert pieces_for(motif, {}) == ["Passeport"]


def test_in_french_the_words_of_the_administration_stand() -> None:
    assert pieces_for(MOTIF, {})[2] == "pièce d'identité."


def test_the_list_proposed_to_agents_is_short_french_and_without_doubles(elsewhere: None) -> None:
    proposed = usual_pieces()
    assert "Pièce d’identité" in proposed
    assert not any(OPEN in each for each in proposed)
    assert len(set(proposed)) == len(proposed) <= 20
