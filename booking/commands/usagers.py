"""An usager is entered once per administration."""

from dataclasses import dataclass
from datetime import datetime
from unicodedata import category, normalize

from django.db.models import Q

from booking.models import Usager


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What was typed, already checked: `phone` in E.164 or empty, `email` or empty, at least one of the two."""

    first_name: str
    last_name: str
    phone: str = ""
    email: str = ""


def recognise_usager(identity: Identity, *, now: datetime) -> Usager:
    """The usager of the same name and contact, or a new one. Contact details are completed, never replaced."""
    contact = Q()
    if identity.phone:
        contact |= Q(phone=identity.phone)
    if identity.email:
        contact |= Q(email__iexact=identity.email)
    wanted = (_plain(identity.first_name), _plain(identity.last_name))
    for known in Usager.objects.filter(contact).order_by("created_at")[:20] if contact else []:
        if (_plain(known.first_name), _plain(known.last_name)) == wanted:
            return _complete(known, identity)
    return Usager.objects.create(
        first_name=identity.first_name,
        last_name=identity.last_name,
        phone=identity.phone,
        email=identity.email,
        created_at=now,
    )


def _complete(known: Usager, identity: Identity) -> Usager:
    missing = [name for name in ("phone", "email") if getattr(identity, name) and not getattr(known, name)]
    for name in missing:
        setattr(known, name, getattr(identity, name))
    if missing:
        known.save(update_fields=missing)
    return known


def _plain(name: str) -> str:
    letters = "".join(c for c in normalize("NFKD", name) if category(c) != "Mn")
    return " ".join(letters.casefold().replace("-", " ").split())
