"""For a motif under pressure: the contact that a visitor proves by a code before the rdv is confirmed."""

from collections.abc import Mapping
from typing import Any

from rest_framework.request import Request

from booking.citizens.codes import Asked, Codes
from booking.citizens.entrances import usagers_proved
from booking.citizens.prefill import contacts_shared
from booking.citizens.visitor import session_of
from booking.commands.usagers import Identity
from booking.models import Motif
from booking.queries.my_rdvs import usagers_named
from foundation.courier.addresses import is_mobile
from foundation.errors import Refusal

CODES = Codes("contact_asked")
# Of the session: what codes have proved.
PROVED = "contacts_proved"


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
    """By SMS, or else by e-mail. `masked`: how to show a contact that was not typed.

    Raises a Refusal when no code can leave.
    """
    contacts = _contacts(booker)
    for contact in contacts:
        try:
            return CODES.ask(request, contact, masked.get(contact, ""))
        except Refusal:
            if contact == contacts[-1]:
                raise
    return None


def answer_code(request: Request, asked: Asked, said: Any) -> None:
    """The form of the code: another one, or what was typed. Raises a Refusal."""
    if "renvoyer" in said:
        CODES.ask_another(request, asked.contact, asked.shown)
    else:
        note_proved(request, CODES.prove(request, asked, str(said.get("code", ""))))


def note_proved(request: Request, contact: str) -> None:
    session = session_of(request)
    session[PROVED] = [*session.get(PROVED, []), contact]


def code_context(asked: Asked, said: Any, refusal: Refusal | None = None) -> dict[str, Any]:
    """`refusal`: of the code that was typed, or of another one."""
    told = refusal.message if refusal else ""
    again = "renvoyer" in said
    return {
        "contact": asked.shown,
        "par_sms": asked.by_sms,
        "erreurs": {"code": [told]} if told and not again else None,
        "refus": told if again else "",
    }


def has_proved(request: Request) -> bool:
    return bool(session_of(request).get(PROVED))


def _contacts(booker: Identity) -> list[str]:
    phone = [booker.phone] if booker.phone and is_mobile(booker.phone) else []
    return [*phone, *([booker.email] if booker.email else [])]
