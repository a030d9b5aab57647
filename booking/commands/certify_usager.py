"""Link a civil identity, proved by FranceConnect, to a file of this administration."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from booking.commands.civil_names import same_person
from booking.models import Usager
from booking.queries.usager_contacts import EMAIL, usager_of_key, usagers_reached_at
from foundation.database.errors import breaks
from foundation.people import Certification, CertifiedIdentity

LONGEST_NAME = 80


def certify_usager(
    candidates: Sequence[UUID], identity: CertifiedIdentity, *, now: datetime
) -> Certification:
    """`candidates` are the files whose contact this very browser has proved; none when FranceConnect came first.

    Nobody acts but the person: the identity is the authority. Without an e-mail in `identity`, no file is looked
    for and a new one is opened.
    """
    try:
        with transaction.atomic():
            return _certify(candidates, identity, now)
    except IntegrityError as error:
        if not breaks(error, "usager_civil_key"):
            raise
    # The same identity, in another tab, at the same instant: what it did can now be read.
    with transaction.atomic():
        return _certify(candidates, identity, now)


def _certify(candidates: Sequence[UUID], identity: CertifiedIdentity, now: datetime) -> Certification:
    linked = usager_of_key(identity.civil_key)
    if linked and (not candidates or linked.pk in candidates):
        return Certification.LINKED
    if candidates:
        return _link_one(candidates, identity, linked, now)
    if identity.email and any(not each.civil_key for each in usagers_reached_at(EMAIL, identity.email)):
        return Certification.CODE_FIRST
    _open_file(identity, now)
    return Certification.CREATED


def _link_one(
    candidates: Sequence[UUID], identity: CertifiedIdentity, linked: Usager | None, now: datetime
) -> Certification:
    """Names come first: whoever is not the person of these files learns nothing of another one."""
    free = Usager.objects.select_for_update().filter(pk__in=candidates, civil_key="").order_by("created_at")
    usager = next((each for each in free if same_person(each, identity)), None)
    if usager is None:
        return Certification.DIFFERENT
    if linked:
        # Two files of one person: an agent may merge them.
        return Certification.ELSEWHERE
    # The names stay as the office writes them: each of their words was found in the register.
    usager.civil_key, usager.certified_at = identity.civil_key, now
    usager.birth_date = usager.birth_date or identity.birth_date
    usager.save(update_fields=["civil_key", "certified_at", "birth_date"])
    return Certification.LINKED


def _open_file(identity: CertifiedIdentity, now: datetime) -> None:
    """Under the first of the first names: the one that people give when they book."""
    first_name = (identity.given_name.split() or [""])[0]
    Usager.objects.create(
        first_name=first_name[:LONGEST_NAME],
        last_name=identity.family_name[:LONGEST_NAME],
        email=identity.email,
        birth_date=identity.birth_date,
        civil_key=identity.civil_key,
        certified_at=now,
        created_at=now,
    )
