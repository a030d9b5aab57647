"""Answer a challenge: five tries, one winner."""

from datetime import datetime
from uuid import UUID

from django.db.models import F

from sso.contacts.ask_code import hash_of_browser, still_open
from sso.contacts.codes import is_code_of
from sso.contacts.contact import Contact
from sso.contacts.limits import note_failed
from sso.contacts.models import Channel, ContactChallenge
from sso.contacts.refusals import CodeOver, WrongCode

TRIES = 5


def check_code(challenge_id: UUID, typed: str, *, browser: str, now: datetime) -> tuple[Contact, str]:
    """The proved contact, and what for. Raises WrongCode or CodeOver.

    Each guess is one conditional UPDATE that also spends a try: a hundred at the same instant are still five.
    """
    challenge = ContactChallenge.objects.filter(pk=challenge_id).first()
    if challenge is None:
        raise CodeOver
    right = is_code_of(challenge_id, typed)
    # Used up by a right code, which also erases the contact.
    spent = {"ended_at": now, "contact": ""} if right else {}
    mine = ContactChallenge.objects.filter(
        still_open(now), pk=challenge_id, browser_hash=hash_of_browser(browser), attempts__lt=TRIES
    )
    if not mine.update(attempts=F("attempts") + 1, **spent):
        raise CodeOver
    if not right:
        if _out_of_tries(challenge, now):
            raise CodeOver
        raise WrongCode
    return Contact(Channel(challenge.channel), challenge.contact), challenge.purpose


def _out_of_tries(challenge: ContactChallenge, now: datetime) -> bool:
    """Ends it, once."""
    exhausted = ContactChallenge.objects.filter(pk=challenge.pk, attempts__gte=TRIES, ended_at=None)
    if not exhausted.update(ended_at=now, contact=""):
        return False
    note_failed(challenge.contact_hash)
    return True
