"""The messages that an administration may word itself, and the languages they are written in.

The national texts are the templates of `booking/letters`: what is not worded here is theirs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

# The first is the one to fall back on. Who reads another language reads the national texts in it.
LANGUAGES: Mapping[str, str] = MappingProxyType({"fr": "français"})
FALLBACK = next(iter(LANGUAGES))


@dataclass(frozen=True, slots=True)
class Worded:
    """`kind` is a MessageKind's value; `slug` its address in the settings. An SMS that lacks one of `needs` would
    be useless.
    """

    kind: str
    slug: str
    label: str
    when: str
    needs: tuple[str, ...] = ("jour", "heure")

    @property
    def is_comparable(self) -> bool:
        """Read while the person may still come: its wording can change who does."""
        return "lien" in self.needs


WITH_LINK = ("jour", "heure", "lien")
CATALOGUE: Mapping[str, Worded] = MappingProxyType(
    {
        each.slug: each
        for each in (
            Worded(
                "rdv_booked", "confirmation", "Confirmation", "dès que le rendez-vous est pris", WITH_LINK
            ),
            Worded("rdv_moved", "deplacement", "Déplacement", "quand l’horaire change", WITH_LINK),
            Worded("rdv_cancelled", "annulation", "Annulation", "quand le rendez-vous est annulé"),
            Worded("rdv_reminder", "rappel", "Rappel", "avant le rendez-vous", WITH_LINK),
            Worded(
                "presence_asked",
                "presence",
                "Demande de confirmation",
                "quand le motif demande de confirmer sa présence",
                WITH_LINK,
            ),
            Worded(
                "rdv_released",
                "creneau-libere",
                "Créneau libéré",
                "quand la présence n’a pas été confirmée à temps",
            ),
        )
    }
)
