"""STOP, and its contrary: whoever is reached there is written to no more, or again."""

from booking.models import Usager
from booking.queries.usager_contacts import usagers_reached_at
from foundation.courier.channels import Channel
from foundation.database.unit import unit_of_work


@unit_of_work
def accept_messages(channel: Channel, contact: str, *, accepted: bool) -> int:
    """How many files it was about. Codes that the person asks for still leave: they are not the office's messages."""
    reached = [usager.pk for usager in usagers_reached_at(channel.value, contact)]
    column = "accepts_email" if channel == Channel.EMAIL else "accepts_sms"
    return Usager.objects.filter(pk__in=reached).update(**{column: accepted})
