"""Ask for a code. The same work for a known and an unknown contact: nobody is looked for here."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from foundation.due.rows import plan
from foundation.languages import spoken_now
from foundation.outbox.events import publish
from foundation.sealing import keyed_hash
from foundation.tenancy import current
from sso.contacts.contact import Contact
from sso.contacts.events import CodeAsked
from sso.contacts.limits import may_ask
from sso.contacts.models import ContactChallenge

# What a code is for: to be known, to attach a civil identity to the files of this contact, or to prove an address
# that need not be on any file.
IDENTIFY, ATTACH, PROVE = "identify", "attach", "prove"
LIVES = timedelta(minutes=10)
KEPT = timedelta(days=1)
# Kind of the due row that erases the contact of a challenge.
CHALLENGE_OVER = "sso.challenge.over"


def ask_code(contact: Contact, *, purpose: str, browser: str, address: str, now: datetime) -> UUID:
    """Returns the challenge's id. `browser` is a secret of the session that asks. Raises a CodeRefused."""
    may_ask(contact, address=address, tenant_id=current().id)
    with transaction.atomic():
        ContactChallenge.objects.filter(created_at__lt=now - KEPT).delete()
        # A new code ends the former ones: never two to guess at.
        ContactChallenge.objects.filter(contact_hash=contact.hash, ended_at=None).update(
            ended_at=now, contact=""
        )
        challenge = ContactChallenge.objects.create(
            purpose=purpose,
            channel=contact.channel,
            contact=contact.value,
            contact_hash=contact.hash,
            browser_hash=hash_of_browser(browser),
            created_at=now,
            expires_at=now + LIVES,
        )
        plan(CHALLENGE_OVER, challenge.pk, challenge.expires_at)
        publish(CodeAsked(challenge_id=challenge.pk, language=spoken_now()))
    return challenge.pk


def hash_of_browser(browser: str) -> str:
    return keyed_hash("sso.contacts.browser", browser)


def live(challenge_id: UUID, *, now: datetime) -> ContactChallenge | None:
    """A challenge that may still be answered or sent."""
    return ContactChallenge.objects.filter(still_open(now), pk=challenge_id).first()


def still_open(now: datetime) -> Q:
    return Q(ended_at=None, expires_at__gt=now)
