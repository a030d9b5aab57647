"""Whether a file and a civil identity speak of the same person."""

from booking.models import Usager
from booking.queries.spelling import without_accents
from foundation.people import CertifiedIdentity

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


def same_person(usager: Usager, identity: CertifiedIdentity) -> bool:
    """The same family name, first names that are all in the register, no other birth date.

    Accents, capitals, hyphens and order do not count. A file rarely has every first name: those it has suffice.
    """
    first = _words(usager.first_name)
    return (
        bool(first)
        and first <= _words(identity.given_name)
        and _words(usager.last_name) == _words(identity.family_name) != set()
        and (None in (usager.birth_date, identity.birth_date) or usager.birth_date == identity.birth_date)
    )


def _words(name: str) -> set[str]:
    bare = without_accents(name.casefold().translate(LIGATURES))
    return set("".join(each if each.isalpha() else " " for each in bare).split())
