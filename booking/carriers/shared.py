"""The platform's accounts report to the public host: each thing told goes to the administration it concerns, or
nowhere. Only keyed hashes and ids are kept in public (foundation.courier.posted).
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from booking.carriers.endpoint import Incoming, Told
from booking.carriers.keeping import keep_bounce, keep_email, keep_report, keep_sms
from booking.commands.note_report import uuid_of
from booking.queries.answers import ANSWERED_WITHIN
from booking.wording.answers import Said, read_answer
from foundation import clock
from foundation.courier.bounces import bounces
from foundation.courier.early import keep_early
from foundation.courier.posted import tenant_of_message, tenants_that_wrote_to
from foundation.courier.replies import replies
from foundation.courier.reply_addresses import read_reply_address
from foundation.courier.returns import DeliveryReport, InboundSms, inbound, reports
from foundation.ports import tenant_by_id
from foundation.tenancy import in_tenant

# They concern whoever writes to that number.
FOR_EVERYONE = frozenset({Said.STOP, Said.RESUME})


class SharedAddress(Incoming):
    def expected_key(self) -> str:
        return str(settings.RETURNS_KEY)

    def keep_reports(self, told: Told) -> int:
        found = reports(told.driver, told.body, told.headers, told.query)
        for each in found:
            _sort_report(told.driver, each)
        return len(found)

    def keep_answers(self, told: Told) -> int:
        found = inbound(told.driver, told.body, told.headers, told.query)
        for each in found:
            _sort_answer(told.driver, each)
        return len(found)


class SharedReports(SharedAddress):
    """Some carriers know one address only: what is no report may be an answer."""

    def keep(self, told: Told) -> None:
        if not self.keep_reports(told):
            self.keep_answers(told)


class SharedAnswers(SharedAddress):
    def keep(self, told: Told) -> None:
        if not self.keep_answers(told):
            self.keep_reports(told)


class EmailBounces(SharedAddress):
    def keep(self, told: Told) -> None:
        for each in bounces(told.driver, told.body):
            with _inside(tenant_of_message(uuid_of(each.reference))) as is_open:
                if is_open:
                    keep_bounce(each, now=clock.now())


class EmailAnswers(SharedAddress):
    # With its quotation and the pictures of a signature, which are not read: just under what Django takes.
    largest = 2_400_000

    def keep(self, told: Told) -> None:
        for each in replies(told.driver, told.body):
            if found := read_reply_address(each.to):
                number, reference = found
                with _inside(number) as is_open:
                    if is_open:
                        keep_email(each, reference, now=clock.now())


def _sort_report(driver: str, told: DeliveryReport) -> None:
    keep_early(told, carrier=driver, whose=None)
    number = tenant_of_message(uuid_of(told.reference), carrier=driver, carrier_id=told.carrier_id)
    with _inside(number) as is_open:
        if is_open:
            keep_report(driver, told, now=clock.now())


def _sort_answer(driver: str, told: InboundSms) -> None:
    """To the administration whose message it answers. When the carrier does not say and several wrote lately, the
    last one reads it, and acts on nothing: it may be another's rdv. STOP is for them all, even of long ago.
    """
    now = clock.now()
    wrote = tenants_that_wrote_to(told.sender, now=now)
    answered = tenant_of_message(uuid_of(told.reference))
    if read_answer(told.text).said in FOR_EVERYONE:
        concerned, doubtful = list(wrote), False
    elif answered is not None and answered in wrote:
        concerned, doubtful = [answered], False
    else:
        lately = [number for number, at in wrote.items() if at > now - ANSWERED_WITHIN]
        concerned, doubtful = list(wrote)[:1], len(lately) > 1
    for number in concerned:
        with _inside(number) as is_open:
            if is_open:
                keep_sms(driver, told, now=now, doubtful=doubtful)


@contextmanager
def _inside(number: int | None) -> Iterator[bool]:
    """False outside any: unknown, or closed meanwhile."""
    tenant = tenant_by_id(number) if number is not None else None
    if tenant is None:
        yield False
        return
    with in_tenant(tenant):
        yield True
