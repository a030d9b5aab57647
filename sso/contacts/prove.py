"""Prove an e-mail address or a mobile, on file or not, for another room: it learns the contact and nothing of who has
it.
"""

from datetime import datetime
from uuid import UUID

from sso.contacts.ask_code import PROVE, ask_code
from sso.contacts.check_code import check_code
from sso.contacts.codes import read_code
from sso.contacts.contact import Contact, is_french, takes_codes
from sso.contacts.models import Channel
from sso.contacts.refusals import CodeOver, NoCodeThere, WrongCode


def ask_code_for(contact: str, browser: str, address: str, now: datetime) -> UUID:
    """`contact`: an address, or a number in E.164. `browser` is a secret of the session that asks, `address` the
    network's. Raises a CodeRefused.
    """
    if "@" not in contact and not (is_french(contact) and takes_codes(contact)):
        raise NoCodeThere
    channel = Channel.EMAIL if "@" in contact else Channel.SMS
    return ask_code(Contact(channel, contact), purpose=PROVE, browser=browser, address=address, now=now)


def code_proves(challenge_id: UUID, typed: str, browser: str, now: datetime) -> str:
    """The contact proved. Raises WrongCode or CodeOver."""
    code = read_code(typed)
    if not code:
        raise WrongCode
    contact, purpose = check_code(challenge_id, code, browser=browser, now=now)
    if purpose != PROVE:
        raise CodeOver
    return contact.value
