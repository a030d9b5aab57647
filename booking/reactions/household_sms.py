"""One SMS for the rdvs of a household: whom it is for, and what it says of the others of the day."""

from collections.abc import Sequence

from django.utils.translation import gettext

from booking.models import Participation
from booking.queries.agent_rdvs import zone_of
from booking.queries.said import as_told
from booking.queries.wording_values import short_time, writable
from booking.reactions.message import Message
from booking.wording.short_text import MOTIF_AT_LEAST, cut, in_a_sentence


def household_of(message: Message, participation: Participation) -> Sequence[Participation]:
    """Everybody whom the message tells of the one rdv it is about."""
    together: Sequence[Participation] = message.extra.get("household", ())
    if together:
        return together
    also: Sequence[Participation] = message.extra.get("also", ())
    return [participation, *(each for each in also if each.rdv_id == participation.rdv_id)]


def others_told(message: Message) -> Sequence[str]:
    """What may be said of the other rdvs, each text shorter than the one before, down to how many there are. One
    empty text when there are none.
    """
    others = _others(message)
    if not others:
        return [""]
    hours = [short_time(each.rdv.starts_at.astimezone(zone_of(each.rdv))) for each in others]
    motifs = [writable(in_a_sentence(as_told(each.rdv.motif).name)) for each in others]
    return [
        _one_by_one(hours, motifs),
        _one_by_one(hours, [cut(motif, MOTIF_AT_LEAST) for motif in motifs]),
        gettext("Puis %(heures)s.") % {"heures": ", ".join(hours)},
        gettext("Autres RDV ce jour : %(nombre)s.") % {"nombre": len(others)},
    ]


def _others(message: Message) -> Sequence[Participation]:
    """One for each rdv, in time order."""
    own = message.participation.rdv_id if message.participation else None
    also: Sequence[Participation] = message.extra.get("also", ())
    rdvs = {each.rdv_id: each for each in also if each.rdv_id != own}
    return sorted(rdvs.values(), key=lambda each: (each.rdv.starts_at, str(each.rdv_id)))


def _one_by_one(hours: Sequence[str], motifs: Sequence[str]) -> str:
    told = zip(hours, motifs, strict=True)
    return " ".join(
        gettext("Puis %(heure)s, %(autre)s.") % {"heure": at, "autre": motif} for at, motif in told
    )
