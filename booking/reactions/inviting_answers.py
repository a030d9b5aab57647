"""« Répondez OUI ou NON. » at the end of a reminder, where an answer comes back to us."""

from collections.abc import Sequence
from dataclasses import replace

from booking.reactions.message import Message
from booking.vocabulary import MessageKind
from foundation.courier.contract import Sms, SmsAccount
from foundation.courier.failures import PermanentFailure
from foundation.courier.gsm import measure, normalise
from foundation.courier.sms import platform_accounts

INVITATION = " Répondez OUI ou NON."
# The words that are understood (booking.wording.answers) are French.
LANGUAGE = "fr"


def inviting_an_answer(sms: Sms, message: Message, accounts: Sequence[SmsAccount]) -> Sms:
    """The same when nobody could answer, when the answer would not say of which rdv, and when it would cost one more
    part.
    """
    if not (_is_asked(message) and _can_be_answered(accounts)):
        return sms
    text = sms.text.rstrip() + INVITATION
    if "OUI" in sms.text or measure(normalise(text)).parts > measure(normalise(sms.text)).parts:
        return sms
    return replace(sms, text=text)


def _is_asked(message: Message) -> bool:
    """Who is summoned is not asked whether they come."""
    person = message.participation
    if message.kind not in {MessageKind.REMINDER, MessageKind.PRESENCE_ASKED} or person is None:
        return False
    alone = not message.extra.get("also") and len(message.extra.get("household", ())) < 2
    return alone and person.language in {"", LANGUAGE} and not person.rdv.motif.is_convocation


def _can_be_answered(accounts: Sequence[SmsAccount]) -> bool:
    """By whichever of them takes it."""
    try:
        candidates = accounts or platform_accounts()
    except PermanentFailure:
        return False
    return all(each.credentials.get("replies") == "1" for each in candidates)
