"""A code that a form sends to a contact, typed back in the same browser."""

import secrets
from dataclasses import dataclass
from uuid import UUID

from rest_framework.request import Request

from booking.citizens.visitor import session_of
from foundation import clock
from foundation.courier.addresses import national
from foundation.errors import Refusal
from foundation.ports import ask_code_for, code_proves
from foundation.web.components.typography import NO_BREAK
from foundation.web.visitors import client_address

# As `sso` calls it: another code was asked for the same contact within the minute.
TOO_SOON = "code-trop-tot"


@dataclass(frozen=True, slots=True)
class Asked:
    """`browser`: the secret that says it is this one. `shown`: of the contact, what pages may say; what nobody typed
    stays masked.
    """

    challenge_id: UUID
    browser: str
    contact: str
    shown: str

    @property
    def by_sms(self) -> bool:
        return "@" not in self.contact


@dataclass(frozen=True, slots=True)
class Codes:
    """`mark`: where the session keeps the code under way. Each form has its own: what one proves opens nothing in
    another.
    """

    mark: str

    def ask(self, request: Request, contact: str, shown: str = "") -> None:
        """A double click asks once: the code that this browser asked for is on its way. Raises a Refusal."""
        try:
            self.ask_another(request, contact, shown)
        except Refusal as refusal:
            asked = self.asked(request)
            if refusal.code != TOO_SOON or asked is None or asked.contact != contact:
                raise

    def ask_another(self, request: Request, contact: str, shown: str = "") -> None:
        """Raises a Refusal, within the minute among others."""
        browser = secrets.token_urlsafe(24)
        challenge_id = ask_code_for(contact, browser, client_address(request), clock.now())
        shown = shown or (contact if "@" in contact else national(contact).replace(" ", NO_BREAK))
        session_of(request)[self.mark] = [str(challenge_id), browser, contact, shown]

    def asked(self, request: Request) -> Asked | None:
        mark = session_of(request).get(self.mark)
        return Asked(UUID(mark[0]), *mark[1:]) if mark else None

    def prove(self, request: Request, asked: Asked, typed: str) -> str:
        """The contact. Raises a Refusal."""
        contact = code_proves(asked.challenge_id, typed, asked.browser, clock.now())
        self.forget(request)
        return contact

    def forget(self, request: Request) -> None:
        session_of(request).pop(self.mark, None)
