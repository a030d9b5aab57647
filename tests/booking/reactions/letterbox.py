"""What the tests of letters share: somebody, a place with names, the relay, and one look into the mailbox."""

from html import unescape
from typing import Any

from icalendar import Calendar

from booking.commands.usagers import Identity
from booking.models import Participation, Receipt
from booking.reactions.sending import send
from booking.vocabulary import AgentNotices, MessageKind, ReceiptState
from foundation import clock
from foundation.courier.channels import Channel
from foundation.outbox.models import Delivery, Message
from foundation.outbox.relay import relay_once
from foundation.tenancy import current, in_public
from tests.booking.commands.conftest import Office
from tests.counterparts.mailbox.client import Mailbox

ZOE = Identity(first_name="Zoé", last_name="Martin", phone="+33612345678", email="zoe@exemple.fr")


def dress(office: Office) -> Office:
    """Names that can be looked for in a letter, and an agent who asked for none."""
    office.agent.notices = AgentNotices.NONE
    office.agent.save()
    office.motif.name, office.motif.to_bring = (
        "Passeport",
        "Une photo d’identité\nUn justificatif de domicile",
    )
    office.motif.save()
    office.lieu.name, office.lieu.access = "Hôtel de ville", "Entrée par la cour"
    office.lieu.save()
    return office


def relay_all() -> None:
    while relay_once(clock.now()):
        pass


def deliveries() -> dict[str, tuple[str, int]]:
    """State and attempts by reaction. An administration's own role may not read them."""
    with in_public():
        rows = Delivery.objects.values_list("reaction", "state", "attempts")
        return {reaction: (state, attempts) for reaction, state, attempts in rows}


def public_rows() -> list[object]:
    with in_public():
        return [*Message.objects.values(), *Delivery.objects.values()]


def kinds(mailbox: Mailbox) -> list[str]:
    return sorted(letter["kind"] for letter in mailbox.messages())


def only(mailbox: Mailbox, kind: str) -> dict[str, Any]:
    (letter,) = (letter for letter in mailbox.messages() if letter["kind"] == kind)
    return letter


def bodies(email: dict[str, Any]) -> tuple[str, str]:
    """Text, and HTML as it is read."""
    return email["text"], unescape(email["html"])


def calendar_in(mailbox: Mailbox, letter: dict[str, Any]) -> Any:
    answer = mailbox.ask("GET", f"/courrier/{letter['id']}/pieces/0/").raise_for_status()
    return Calendar.from_ical(answer.content)


def link_of(participation: Participation) -> str:
    return current().url(f"/r/{participation.link_token}/")


def ask(participation: Participation, channel: Channel = Channel.SMS, **more: Any) -> Receipt:
    """The same reminder each time."""
    return send(
        kind=MessageKind.REMINDER,
        channel=channel,
        key=f"a reminder:{participation.pk}:{channel}",
        now=clock.now(),
        participation=participation,
        **more,
    )


def dropped(receipt: Receipt) -> str:
    assert receipt.state == ReceiptState.DROPPED
    return receipt.reason
