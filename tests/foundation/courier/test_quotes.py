"""What is left of an e-mail once what it answers is taken away, client by client."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.courier.quotes import LONGEST, new_text

OUTLOOK = (
    "De : Ville d’Arras <r-1@rdv.example>\nEnvoyé : mardi 24 novembre 2026 09:20\n"
    "À : Jeanne\nObjet : Rendez-vous confirmé\n\nBonjour"
)


@pytest.mark.parametrize(
    ("received", "written"),
    [
        # Gmail and Apple Mail put a no-break space before the colon, and break long introductions.
        ("NON\n\nLe mar. 24 nov. 2026 à 09:20, Ville <r@x> a écrit\u00a0:\n\n> Bonjour\n> Votre rdv", "NON"),
        ("Je serai en retard.\n\nLe mar. 24 nov. 2026 à 09:20, Ville d’Arras\n<r-1@x> a écrit :\n\n> Bonjour",
         "Je serai en retard."),
        ("Oui\r\n\r\nOn Tue, 24 Nov 2026 at 09:20, City <r@x> wrote:\r\n> Hello", "Oui"),
        (f"Oui\n\n________________________________\n{OUTLOOK}", "Oui"),
        (f"Oui\n\n{OUTLOOK}", "Oui"),
        ("Non\n\n-----Message d'origine-----\nDe : Ville\nBonjour", "Non"),
        ("Non\n\n-------- Message original --------\nDe : Ville\nBonjour", "Non"),
        ("oui merci\n\n> Message du 24/11/26 09:20\n> De : \"Ville\"\n> Bonjour", "oui merci"),
        ("Annuler\nEnvoyé de mon iPhone\n\n> Le 24 nov. 2026 à 09:20, Ville <r@x> a écrit :\n> \n> Bonjour", "Annuler"),
        ("OUI\n\nTélécharger Outlook pour Android<https://aka.ms/x>\n" + OUTLOOK, "OUI"),
        ("OUI\n-- \nJeanne Dupont\n06 12 34 56 78", "OUI"),
        # Under the quotation, or between its lines.
        ("Le 24 nov. 2026 à 09:20, Ville <r@x> a écrit :\n> Bonjour\n> Viendrez-vous ?\n\nOUI", "OUI"),
        ("> Viendrez-vous ?\nOUI\n> À quelle heure ?\nÀ 9 h", "OUI\nÀ 9 h"),
        # An introduction whose quotation is not marked: everything below it is the former message.
        ("NON\n\nLe 24 nov. 2026 à 09:20, Ville <r@x> a écrit :\nBonjour,\nRépondez OUI.", "NON"),
        # Sentences that only look like one.
        ("Le médecin a écrit : pas possible.\nEn retard", "Le médecin a écrit : pas possible.\nEn retard"),
        ("De : chez moi, une heure.\nJe serai en retard", "De : chez moi, une heure.\nJe serai en retard"),
        ("Le bus est en retard", "Le bus est en retard"),
        ("Bonjour,\n\n\n\nOUI", "Bonjour,\n\nOUI"),
        ("", ""),
    ],
)  # fmt: skip
def test_only_what_was_written_is_kept(received: str, written: str) -> None:
    assert new_text(received) == written


@pytest.mark.parametrize(
    "hostile", ["\n ", "Le a\n", "> ", "De : \n", "le " * 50 + "\n", "-", "_\n", "a écrit :\n"]
)
def test_a_hostile_email_is_read_in_one_pass(hostile: str) -> None:
    """Of a megabyte, well under the limit of time of a test."""
    assert len(new_text(hostile * (1_000_000 // len(hostile)))) <= LONGEST


@given(st.text(max_size=500))
def test_any_text_gives_a_shorter_one(text: str) -> None:
    assert len(new_text(text)) <= len(text)
