"""What people are most often asked to bring, said in their language: administrations write it in French."""

from functools import cache

from django.utils.functional import Promise
from django.utils.translation import get_language, override, pgettext_lazy

from booking.queries.spelling import plain
from foundation.languages import SOURCE, Said, language_of

USUAL = (
    pgettext_lazy("pièce à fournir", "Pièce d’identité"),
    pgettext_lazy("pièce à fournir", "Passeport"),
    pgettext_lazy("pièce à fournir", "Titre de séjour"),
    pgettext_lazy("pièce à fournir", "Permis de conduire"),
    pgettext_lazy("pièce à fournir", "Ancien titre"),
    pgettext_lazy("pièce à fournir", "Photo d’identité"),
    pgettext_lazy("pièce à fournir", "Photo d’identité de moins de 6 mois"),
    pgettext_lazy("pièce à fournir", "Justificatif de domicile"),
    pgettext_lazy("pièce à fournir", "Justificatif de domicile de moins de 3 mois"),
    pgettext_lazy("pièce à fournir", "Livret de famille"),
    pgettext_lazy("pièce à fournir", "Acte de naissance"),
    pgettext_lazy("pièce à fournir", "Acte de naissance de moins de 3 mois"),
    pgettext_lazy("pièce à fournir", "Dernier avis d’imposition"),
    pgettext_lazy("pièce à fournir", "Bulletins de salaire des 3 derniers mois"),
    pgettext_lazy("pièce à fournir", "Relevé d’identité bancaire (RIB)"),
    pgettext_lazy("pièce à fournir", "Carte Vitale"),
    pgettext_lazy("pièce à fournir", "Attestation de droits"),
    pgettext_lazy("pièce à fournir", "Carnet de santé"),
    pgettext_lazy("pièce à fournir", "Carnet de santé de l’enfant"),
    pgettext_lazy("pièce à fournir", "Convocation"),
)


def usual_pieces() -> list[str]:
    """In French, as an agent may take them up."""
    with override(SOURCE):
        return [str(each) for each in USUAL]


def in_the_language(piece: str) -> str:
    """`piece` in the language of the moment when it is one of the usual ones; as it was written otherwise."""
    language = get_language() or SOURCE
    if language == SOURCE or language_of(piece) != SOURCE:
        return piece
    known = _by_key().get(_key(piece))
    return Said(str(known), language) if known else piece


@cache
def _by_key() -> dict[str, Promise]:
    return dict(zip(map(_key, usual_pieces()), USUAL, strict=True))


def _key(piece: str) -> str:
    """Capitals, accents, the kind of apostrophe or space and the last full stop do not make another piece."""
    return " ".join(plain(piece).split()).rstrip(" .;,")
