"""For a motif under pressure: the contact that a visitor proves by a code before the rdv is confirmed."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from rest_framework.request import Request

from booking.citizens.entrances import usagers_proved
from booking.citizens.prefill import contacts_shared
from booking.citizens.visitor import session_of
from booking.commands.usagers import Identity
from booking.models import Motif
from booking.queries.my_rdvs import usagers_named
from foundation import clock
from foundation.courier.addresses import is_mobile, national
from foundation.errors import Refusal
from foundation.ports import ask_code_for, code_proves
from foundation.web.components.typography import NO_BREAK
from foundation.web.visitors import client_address

# Of the session: the last code asked, and what codes have proved.
ASKED, PROVED = "contact_asked", "contacts_proved"


@dataclass(frozen=True, slots=True)
class Asked:
    """`shown`: of the contact, what pages may say; what nobody typed stays masked."""

    challenge_id: UUID
    browser: str
    contact: str
    shown: str

    @property
    def by_sms(self) -> bool:
        return "@" not in self.contact


def must_prove(request: Request, motif: Motif, booker: Identity) -> bool:
    """Not a contact that a code proved here, nor one of who proved who they are: whoever did could give as many
    invented numbers as there are times.
    """
    if not motif.under_pressure:
        return False
    people = usagers_proved(request)
    proved = [
        *session_of(request).get(PROVED, []),
        *(contacts_shared(usagers_named(people)) if people else ()),
    ]
    return {each.casefold() for each in _contacts(booker)}.isdisjoint(each.casefold() for each in proved)


def ask_for(request: Request, booker: Identity, masked: Mapping[str, str]) -> None:
    """By SMS, or else by e-mail. A double click asks once. `masked`: how to show a contact that was not typed.

    Raises a Refusal when no code can leave.
    """
    contacts = _contacts(booker)
    for contact in contacts:
        try:
            return _ask(request, contact, masked.get(contact, ""))
        except Refusal:
            asked = asked_of(request)
            if asked and asked.contact == contact:
                return None
            if contact == contacts[-1]:
                raise
    return None


def ask_contact(request: Request, contact: str) -> None:
    """Raises a Refusal when no code can leave there."""
    _ask(request, contact)


def forget_asked(request: Request) -> None:
    session_of(request).pop(ASKED, None)


def ask_again(request: Request, asked: Asked) -> None:
    """Raises a Refusal, within the minute among others."""
    _ask(request, asked.contact, asked.shown)


def asked_of(request: Request) -> Asked | None:
    mark = session_of(request).get(ASKED)
    return Asked(UUID(mark[0]), *mark[1:]) if mark else None


def prove(request: Request, asked: Asked, typed: str) -> None:
    """Raises a Refusal."""
    contact = code_proves(asked.challenge_id, typed, asked.browser, clock.now())
    session = session_of(request)
    session.pop(ASKED, None)
    session[PROVED] = [*session.get(PROVED, []), contact]


def has_proved(request: Request) -> bool:
    return bool(session_of(request).get(PROVED))


def _ask(request: Request, contact: str, shown: str = "") -> None:
    browser = secrets.token_urlsafe(24)
    challenge_id = ask_code_for(contact, browser, client_address(request), clock.now())
    shown = shown or (contact if "@" in contact else national(contact).replace(" ", NO_BREAK))
    session_of(request)[ASKED] = [str(challenge_id), browser, contact, shown]


def _contacts(booker: Identity) -> list[str]:
    phone = [booker.phone] if booker.phone and is_mobile(booker.phone) else []
    return [*phone, *([booker.email] if booker.email else [])]
