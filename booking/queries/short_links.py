"""The link of an SMS: every character counts there, and an administration's own host may cost twenty."""

from django.conf import settings

from booking.models import Participation
from foundation.tenancy import current


def short_link(participation: Participation) -> str:
    port = f":{settings.LINK_PORT}" if settings.LINK_PORT else ""
    path = f"/r/{current().id}-{participation.link_token}/"
    return f"{settings.LINK_SCHEME}://{settings.SHORT_HOST}{port}{path}"
