"""Where people meet for an rdv by video: an address made from the rdv, that nobody has to create."""

from hashlib import sha256
from uuid import UUID

from booking.models import Rdv
from booking.queries.message_settings import message_settings
from booking.vocabulary import Modalite

# The State's own service, without an account for who is invited. It wants ten letters and digits, three digits
# among them.
STATE_SERVICE = "https://webconf.numerique.gouv.fr/RdvServicePublic{jeton}"
DIGITS = 15
# What is replaced in an administration's own pattern.
PLACES = ("{jeton}", "{rdv}")


def video_link(rdv: Rdv, pattern: str) -> str:
    """The same for everybody and for ever, whatever happens to the secrets: it was sent. "" when not by video."""
    if rdv.motif.modalite != Modalite.VISIO:
        return ""
    return filled_pattern(pattern, rdv.pk)


def filled_pattern(pattern: str, rdv_id: UUID) -> str:
    """The same address, of any rdv."""
    token = int(sha256(f"video {rdv_id}".encode()).hexdigest(), 16) % 10**DIGITS
    # Not `format`: what an administrator typed is no template language.
    filled = (pattern or STATE_SERVICE).replace("{jeton}", f"{token:0{DIGITS}}")
    return filled.replace("{rdv}", str(rdv_id))


def video_of(rdv: Rdv) -> str:
    """The settings are read only for who meets by video."""
    return video_link(rdv, message_settings().video_pattern) if rdv.motif.modalite == Modalite.VISIO else ""
