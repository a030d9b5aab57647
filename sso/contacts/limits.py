"""How many codes may leave, and how many guesses a day are worth: 50 in a million for one contact.

The figures bound what a robot costs and learns; a household never meets them. They count for every administration
together, except the first of the two budgets.
"""

import logging

from foundation.sealing import keyed_hash
from foundation.web.tally import CountersDown
from foundation.web.visitors import household
from sso.contacts.contact import Contact
from sso.contacts.counters import Limit
from sso.contacts.models import Channel
from sso.contacts.refusals import (
    CodesDown,
    ContactBlocked,
    SmsExhausted,
    TooManyCodes,
    TooManyCodesToday,
    TooManyFromHere,
    TooSoon,
)

logger = logging.getLogger(__name__)

MINUTE, HOUR, DAY = 60, 3_600, 86_400
BY_ADDRESS = Limit("address", 20, HOUR)
SPACING = Limit("spacing", 1, MINUTE)
BY_CONTACT = Limit("contact", 3, 15 * MINUTE)
BY_CONTACT_A_DAY = Limit("contact-day", 10, DAY)
FAILED = Limit("failed", 10, DAY)
SMS_BY_TENANT = Limit("sms-tenant", 500, DAY)
SMS_IN_ALL = Limit("sms-all", 20_000, DAY)
EVERYWHERE = "all"


def may_ask(contact: Contact, *, address: str, tenant_id: int) -> None:
    """Counts the demand. Raises a CodeRefused."""
    try:
        _count(contact, address, tenant_id)
    except CountersDown as error:
        # Without limits a code can be guessed: FranceConnect and the desk remain.
        raise CodesDown from error


def _count(contact: Contact, address: str, tenant_id: int) -> None:
    if FAILED.is_reached(contact.hash):
        raise ContactBlocked
    if not BY_ADDRESS.passes(keyed_hash("sso.contacts.address", household(address))):
        raise TooManyFromHere
    if contact.channel == Channel.SMS and (
        SMS_BY_TENANT.is_reached(str(tenant_id)) or SMS_IN_ALL.is_reached(EVERYWHERE)
    ):
        raise SmsExhausted
    if not SPACING.passes(contact.hash):
        raise TooSoon
    if not BY_CONTACT.passes(contact.hash):
        raise TooManyCodes
    if not BY_CONTACT_A_DAY.passes(contact.hash):
        raise TooManyCodesToday


def note_failed(contact_hash: str) -> None:
    """A challenge died of wrong codes."""
    try:
        FAILED.take(contact_hash)
    except CountersDown:
        logger.warning("failed code not counted")


def pay_sms(tenant_id: int) -> bool:
    """Whether the budgets allow one more SMS. Counted when one really leaves: unknown numbers spend nothing."""
    spent, spent_in_all = SMS_BY_TENANT.take(str(tenant_id)), SMS_IN_ALL.take(EVERYWHERE)
    # Said once, when the line is crossed; whoever watches the logs is called.
    if spent == SMS_BY_TENANT.most + 1:
        logger.error("sms budget of an administration spent", extra={"tenant": tenant_id, "limit": spent - 1})
    if spent_in_all == SMS_IN_ALL.most + 1:
        logger.error("sms ceiling of the platform reached", extra={"limit": spent_in_all - 1})
    return spent <= SMS_BY_TENANT.most and spent_in_all <= SMS_IN_ALL.most
