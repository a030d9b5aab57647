"""An administrator asks for their own wording, to read it where it will be read."""

import json
from datetime import datetime, timedelta
from uuid import uuid4

from booking.commands.keep_receipt import NOBODY
from booking.commands.save_wording import UnfitWording
from booking.events import TrialAsked
from booking.models import Agent, Receipt
from booking.policies import may_set_messages
from booking.queries.message_settings import message_settings
from booking.queries.wording_draft import Draft, Scales
from booking.vocabulary import MessageKind
from foundation.actors import Actor
from foundation.courier.channels import Channel
from foundation.database.unit import unit_of_work
from foundation.errors import Forbidden, Refusal
from foundation.outbox.events import publish

TRIALS_A_DAY = 5
DAY = timedelta(days=1)


class TooManyTrials(Refusal):
    code = "trop-d-essais"
    sentence = "Vous avez déjà envoyé cinq essais en 24 heures. L’aperçu, lui, n’est pas limité."
    status = 429


@unit_of_work
def ask_trial(
    draft: Draft, *, channel: Channel, phone: str = "", text: str = "a", by: Actor, now: datetime
) -> Receipt:
    """To the administrator's own e-mail, or to `phone`; `text` says which of the two SMS.

    Raises Forbidden, UnfitWording, TooManyTrials.
    """
    if by.id is None or not may_set_messages(by):
        raise Forbidden
    if found := Scales(message_settings(), now).problems(draft):
        raise UnfitWording(problems=found)
    # Their clicks follow one another.
    agent = Agent.objects.select_for_update(no_key=True).get(pk=by.id)
    asked = Receipt.objects.filter(kind=MessageKind.TEST, agent=agent, created_at__gt=now - DAY)
    if asked.count() >= TRIALS_A_DAY:
        raise TooManyTrials
    receipt = Receipt.objects.create(
        key=f"trial:{uuid4()}",
        kind=MessageKind.TEST,
        channel=channel,
        agent=agent,
        contact=agent.email if channel == Channel.EMAIL else phone,
        carrier=NOBODY,
        text=json.dumps({"kind": draft.kind.kind, "sms": draft.sms[text], "email": draft.email}),
        created_at=now,
    )
    publish(TrialAsked(receipt_id=receipt.pk))
    return receipt
