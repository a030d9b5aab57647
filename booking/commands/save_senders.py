"""In whose name this administration writes."""

import re

from booking.commands.message_settings_row import lock_message_settings
from booking.models import MessageSettings
from foundation.actors import Actor
from foundation.courier.senders import SENDER_LENGTH
from foundation.database.unit import unit_of_work
from foundation.errors import Refusal

SENDER = re.compile(rf"[A-Za-z][A-Za-z0-9]{{0,{SENDER_LENGTH - 1}}}")


class ImpossibleSender(Refusal):
    code = "expediteur-impossible"
    sentence = (
        "Les opérateurs refusent cet expéditeur. Écrivez 11 lettres ou chiffres au plus, sans accent ni espace, "
        "en commençant par une lettre."
    )
    status = 422


@unit_of_work
def save_senders(*, sender: str, reply_to: str, by: Actor) -> MessageSettings:
    """Empty: the administration's short name; nobody to answer to. Raises Forbidden, ImpossibleSender."""
    if sender and not SENDER.fullmatch(sender):
        raise ImpossibleSender
    settings = lock_message_settings(by)
    settings.sender, settings.reply_to = sender, reply_to
    settings.save(update_fields=["sender", "reply_to"])
    return settings
