"""What the national hub says of the numbers that were typed, as sentences. Its silence stops nobody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.papers import OtherAppointment, PapersStatus
from foundation.ports import papers_status

REFUSED = {
    PapersStatus.CONSUMED: gettext_lazy(
        "Ce numéro a déjà servi à une demande. Faites une nouvelle pré-demande, puis donnez son numéro."
    ),
    PapersStatus.EXPIRED: gettext_lazy(
        "Ce numéro n’est plus valable. Faites une nouvelle pré-demande, puis donnez son numéro."
    ),
    PapersStatus.UNKNOWN: gettext_lazy(
        "Ce numéro n’existe pas. Vérifiez-le sur le récapitulatif de votre pré-demande."
    ),
}
UNSURE = frozenset({PapersStatus.UNAVAILABLE, PapersStatus.DECLARED})


@dataclass(frozen=True, slots=True)
class Told:
    errors: Mapping[str, Sequence[str]]
    elsewhere: Sequence[OtherAppointment]
    to_check: Sequence[str]


def check_papers(numbers: Mapping[str, str], *, overridden: bool) -> Told:
    """`numbers` by field. `overridden`: the person keeps this rdv whatever else is booked with the same number."""
    answers = papers_status(list(numbers.values()))
    errors = {
        field: [str(REFUSED[answers[number].status])]
        for field, number in numbers.items()
        if answers[number].status in REFUSED
    }
    elsewhere = [other for number in numbers.values() for other in answers[number].appointments]
    if elsewhere and not overridden and not errors:
        errors["autre_rdv"] = [
            _(
                "Un autre rendez-vous existe avec ce numéro. Annulez-le, ou cochez la case pour garder les deux."
            )
        ]
    unsure = [number for number in numbers.values() if answers[number].status in UNSURE]
    return Told(errors, elsewhere, unsure)
