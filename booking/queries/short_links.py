"""The links of SMS: every character counts there, and an administration's own host may cost twenty. One letter says
what is behind (tenants.directory.short_links).
"""

from django.conf import settings

from booking.models import FileAttente, Invitation, Motif, Participation
from foundation.languages import in_this_language
from foundation.tenancy import current


def short_link(participation: Participation) -> str:
    return _short("r", participation.link_token)


def short_place(place: FileAttente) -> str:
    return _short("a", place.token)


def short_invitation(invitation: Invitation) -> str:
    return _short("i", invitation.token)


def short_motif(motif: Motif) -> str:
    """Where to book it; of the other pages, the token knows the person's language."""
    return in_this_language(_short("m", motif.slug))


def _short(letter: str, key: str) -> str:
    port = f":{settings.LINK_PORT}" if settings.LINK_PORT else ""
    return f"{settings.LINK_SCHEME}://{settings.SHORT_HOST}{port}/{letter}/{current().id}-{key}/"
