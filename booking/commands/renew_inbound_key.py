"""The opaque part of the addresses where an administration's own carriers report. The former one opens nothing more."""

from booking.commands.message_settings_row import lock_message_settings, renew_key
from booking.models import MessageSettings
from foundation.actors import Actor
from foundation.database.unit import unit_of_work


@unit_of_work
def renew_inbound_key(*, by: Actor) -> MessageSettings:
    """Raises Forbidden."""
    settings = lock_message_settings(by)
    renew_key(settings)
    return settings
