from booking.models import Motif
from booking.queries.pieces import pieces_for

MOTIF = Motif(
    name="Passeport",
    pieces=[
        {"label": "Photo d’identité", "hint": "de moins de six mois"},
        {"label": "Livret de famille", "if": {"question": "mineur", "is": ["oui"]}},
        {"label": "Déclaration de perte", "if": {"question": "cas", "is": ["Perte", "Vol"]}},
    ],
    to_bring="- Ancien titre\n\n• Timbre fiscal\nAncien titre",
)


def test_what_everybody_brings_then_the_free_text_one_thing_a_line() -> None:
    assert pieces_for(MOTIF, {}) == [
        "Photo d’identité (de moins de six mois)",
        "Ancien titre",
        "Timbre fiscal",
    ]


def test_what_an_answer_asks_for_in_the_order_of_the_motif() -> None:
    found = pieces_for(MOTIF, {"mineur": "oui", "cas": "Vol"})
    assert found[1:3] == ["Livret de famille", "Déclaration de perte"]


def test_another_answer_asks_for_nothing() -> None:
    assert len(pieces_for(MOTIF, {"mineur": "non", "cas": "Renouvellement", "autre": "oui"})) == 3


def test_a_motif_without_anything_asks_for_nothing() -> None:
    assert pieces_for(Motif(name="Conseil"), {"mineur": "oui"}) == []
