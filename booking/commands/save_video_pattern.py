"""Where people meet for an rdv by video."""

from urllib.parse import urlsplit

from booking.commands.message_settings_row import lock_message_settings
from booking.models import MessageSettings
from booking.queries.video import PLACES
from foundation.actors import Actor
from foundation.database.unit import unit_of_work
from foundation.errors import Refusal


class UnfitVideoPattern(Refusal):
    code = "lien-visio-impossible"
    sentence = (
        "Ce lien ne convient pas. Il commence par https:// et contient {jeton} ou {rdv}, pour que chaque rendez-vous "
        "ait sa propre salle."
    )
    status = 422


@unit_of_work
def save_video_pattern(pattern: str, *, by: Actor) -> MessageSettings:
    """Empty: the State's own service. Raises Forbidden, UnfitVideoPattern."""
    check_video_pattern(pattern)
    settings = lock_message_settings(by)
    settings.video_pattern = pattern
    settings.save(update_fields=["video_pattern"])
    return settings


def check_video_pattern(pattern: str) -> None:
    """Raises UnfitVideoPattern."""
    if not pattern:
        return
    if not any(place in pattern for place in PLACES) or any(mark in pattern for mark in " \"'<>\\"):
        raise UnfitVideoPattern
    try:
        parts = urlsplit(pattern)
        named = bool(parts.hostname) and not any(place in parts.netloc for place in PLACES)
    except ValueError:
        raise UnfitVideoPattern from None
    # The host is chosen by the administration, never by what fills the places.
    if parts.scheme != "https" or not named or parts.username or parts.password:
        raise UnfitVideoPattern
