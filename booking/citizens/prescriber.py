"""A professional who books for somebody: their address was proved by a code. Kept in the session, for half a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from rest_framework.request import Request

from booking.citizens.codes import Codes
from booking.citizens.drafts import PRESCRIBED, forget_typed
from booking.citizens.visitor import session_of

CODES = Codes("prescriber_code")
PROVED, TOLD = "prescriber_proved", "prescriber_told"
PROVED_FOR = timedelta(hours=4)
# As `Participation.prescriber` keeps them, beside the address.
FIELDS = ("first_name", "last_name", "phone", "structure")


@dataclass(frozen=True, slots=True)
class Prescriber:
    """`told` is empty until they said who they are."""

    email: str
    told: Mapping[str, str]

    @property
    def facts(self) -> dict[str, str]:
        return {"email": self.email, **self.told}

    @property
    def name(self) -> str:
        return f"{self.told['first_name']} {self.told['last_name']}, {self.told['structure']}"


def remember_proved(request: Request, email: str, *, now: datetime) -> None:
    """Who they are is asked again of another address."""
    session, former = session_of(request), prescriber_of(request, now=now)
    if former is None or former.email != email:
        session.pop(TOLD, None)
    session[PROVED] = [email, (now + PROVED_FOR).isoformat()]
    forget_typed(request, PRESCRIBED)


def remember_told(request: Request, told: Mapping[str, str]) -> None:
    session_of(request)[TOLD] = {name: told[name] for name in FIELDS}


def prescriber_of(request: Request, *, now: datetime) -> Prescriber | None:
    """None when nobody proved an address, or too long ago."""
    mark = session_of(request).get(PROVED)
    if not mark or datetime.fromisoformat(mark[1]) <= now:
        return None
    return Prescriber(mark[0], dict(session_of(request).get(TOLD, {})))


def forget_prescriber(request: Request) -> None:
    CODES.forget(request)
    forget_typed(request, PRESCRIBED)
    for mark in (PROVED, TOLD):
        session_of(request).pop(mark, None)
