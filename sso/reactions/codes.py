"""What leaves when a code was asked: only here is the contact looked for, out of sight of who asked."""

from django.db import transaction

from foundation import clock
from foundation.courier.channels import Channel
from foundation.courier.mail import post_email
from foundation.courier.sms import post_sms
from foundation.languages import speaking
from foundation.outbox.events import publish
from foundation.outbox.wiring import Envelope
from foundation.ports import usagers_of_contact
from foundation.tenancy import current
from sso.contacts.ask_code import PROVE, live
from sso.contacts.counters import once_in
from sso.contacts.events import CodeAsked, CodeSent
from sso.contacts.limits import DAY, pay_sms
from sso.contacts.models import ContactChallenge
from sso.reactions.letters import code_email, code_sms, no_rdv_email


def send_code(event: CodeAsked, envelope: Envelope) -> None:
    """Nothing once the challenge is over: a late code would only puzzle."""
    challenge = live(event.challenge_id, now=clock.now())
    if challenge is None:
        return
    known = challenge.purpose == PROVE or bool(usagers_of_contact(challenge.channel, challenge.contact))
    with speaking(event.language):
        if challenge.channel == Channel.EMAIL:
            parts = _email(challenge, known)
        else:
            parts = _sms(challenge, first=envelope.attempt == 1) if known else 0
    if parts:
        with transaction.atomic():
            publish(CodeSent(challenge_id=challenge.pk, channel=Channel(challenge.channel), parts=parts))


def _email(challenge: ContactChallenge, known: bool) -> int:
    reference = str(challenge.pk)
    if known:
        opens_rdvs = challenge.purpose != PROVE
        post_email(code_email(challenge.pk, to=challenge.contact, opens_rdvs=opens_rdvs), reference=reference)
        return 1
    # Somebody who mistook the address learns it; nobody's mailbox is filled by a stranger.
    if once_in("no-rdv", challenge.contact_hash, reference, DAY):
        post_email(no_rdv_email(to=challenge.contact), reference=reference)
        return 1
    return 0


def _sms(challenge: ContactChallenge, *, first: bool) -> int:
    """Nothing to an unknown number: an SMS costs. A retry is the same SMS, already paid."""
    if first and not pay_sms(current().id):
        return 0
    sms = code_sms(challenge.pk, to=challenge.contact)
    return post_sms(sms, reference=str(challenge.pk)).parts
