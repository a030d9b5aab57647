"""An usager is entered once per administration."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_noop as _

from booking.models import Usager
from booking.queries.spelling import without_accents
from booking.queries.usager_contacts import reader_of
from foundation.actors import Actor
from foundation.errors import Refusal

# Of who said nothing of it.
FRENCH = "fr"
# For whom one person answers, whoever enters them but an agent.
PROCHES_AT_MOST = 20


class TooManyProches(Refusal):
    code = "proches-trop-nombreux"
    sentence = _("Vous avez déjà vingt proches. Retirez-en un, ou adressez-vous à l’accueil.")
    status = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What was typed, already checked: `phone` in E.164 or empty, `email` or empty, at least one of the two."""

    first_name: str
    last_name: str
    phone: str = ""
    email: str = ""

    @classmethod
    def of(cls, usager: Usager) -> "Identity":
        return cls(
            first_name=usager.first_name, last_name=usager.last_name, phone=usager.phone, email=usager.email
        )

    @classmethod
    def answering_for(cls, usager: Usager) -> "Identity":
        """Whose contacts, and whose quota, are at stake: of a proche, those of the person responsible."""
        return cls.of(reader_of(usager))


def recognise_usager(
    identity: Identity,
    *,
    by: Actor,
    now: datetime,
    language: str = FRENCH,
    responsible: Identity | None = None,
) -> Usager:
    """The usager of the same name and contact, or a new one. With `responsible`, theirs: a proche has no contact.

    An agent knows whom they speak to: one contact in common is enough, and a missing one is completed. So does whoever
    proved that the file is theirs, as long as nothing typed contradicts it. Anyone may type somebody's name and phone
    on a public page: there, both contacts must be the known ones, and nothing of a known usager is shown or changed.
    Two records of one person are merged later; a letter led astray is not.
    """
    if responsible:
        answers = recognise_usager(responsible, by=by, now=now, language=language)
        first_name, last_name = identity.first_name, identity.last_name
        return recognise_proche(answers, first_name, last_name, by=by, now=now, language=language)
    for known in sorted(namesakes(identity), key=lambda each: each.pk not in by.people):
        if by.is_agent or (known.pk in by.people and _agrees(known, identity)):
            return _complete(known, identity)
        if (known.phone, known.email.lower()) == (identity.phone, identity.email.lower()):
            return known
    return Usager.objects.create(
        first_name=identity.first_name,
        last_name=identity.last_name,
        phone=identity.phone,
        email=identity.email,
        language=language,
        created_at=now,
    )


def recognise_proche(
    responsible: Usager,
    first_name: str,
    last_name: str,
    *,
    by: Actor,
    now: datetime,
    language: str = FRENCH,
) -> Usager:
    """The one of that name for whom this person answers, this person included, or a new one. Never twice the same:
    the row of the person responsible is locked. Raises TooManyProches.
    """
    # Its own statement: what follows then sees whom another request had added.
    list(Usager.objects.select_for_update(no_key=True).filter(pk=responsible.pk).values_list("pk"))
    wanted = (_plain(first_name), _plain(last_name))
    for known in [responsible, *responsible.proches.order_by("created_at", "pk")]:
        if (_plain(known.first_name), _plain(known.last_name)) == wanted:
            return known
    if not by.is_agent:
        check_proches(responsible)
    return Usager.objects.create(
        first_name=first_name,
        last_name=last_name,
        responsible=responsible,
        language=language,
        created_at=now,
    )


def check_proches(responsible: Usager) -> None:
    """Their row is locked. Raises TooManyProches."""
    if responsible.proches.filter(erased_at=None).count() >= PROCHES_AT_MOST:
        raise TooManyProches


def namesakes(identity: Identity) -> list[Usager]:
    """Of the same name and with a contact in common, the oldest record first."""
    contact = Q()
    if identity.phone:
        contact |= Q(phone=identity.phone)
    if identity.email:
        contact |= Q(email__iexact=identity.email)
    wanted = (_plain(identity.first_name), _plain(identity.last_name))
    known = Usager.objects.filter(contact).order_by("created_at")[:20] if contact else []
    return [each for each in known if (_plain(each.first_name), _plain(each.last_name)) == wanted]


def _agrees(known: Usager, identity: Identity) -> bool:
    pairs = ((identity.phone, known.phone), (identity.email.lower(), known.email.lower()))
    return all(typed == kept or "" in (typed, kept) for typed, kept in pairs)


def _complete(known: Usager, identity: Identity) -> Usager:
    missing = [name for name in ("phone", "email") if getattr(identity, name) and not getattr(known, name)]
    for name in missing:
        setattr(known, name, getattr(identity, name))
    if missing:
        known.save(update_fields=missing)
    return known


def _plain(name: str) -> str:
    return " ".join(without_accents(name).casefold().replace("-", " ").split())
