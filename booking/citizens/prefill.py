"""What the file of somebody already known lets the form show, once they proved who they are."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from rest_framework.request import Request

from booking.citizens.entrances import invitation_for
from booking.citizens.invited import Invited, invited_by
from booking.commands.usagers import Identity
from booking.models import Motif, Usager
from booking.queries.my_rdvs import usagers_named
from booking.queries.usager_contacts import reader_of
from foundation.courier.addresses import national
from foundation.people import Strength
from foundation.web.authentication import UsagerProof


@dataclass(frozen=True, slots=True)
class Known:
    """`typed` as the person would have typed it. `certified` by FranceConnect: then the names are not theirs to
    change here.
    """

    typed: dict[str, str] = field(default_factory=dict)
    certified: Identity | None = None
    strength: Strength | None = None
    # By a link given to them: then it is for nobody else.
    invited: Invited | None = None
    invitation_id: UUID | None = None


def known_of(request: Request, motif: Motif, *, now: datetime) -> Known:
    """An invitation says whom it is for, whoever opened it."""
    invitation = invitation_for(request, motif, now=now)
    if invitation is None:
        return _proved(request)
    if (invited := invited_by(invitation)) is None:
        return replace(_proved(request), invitation_id=invitation.pk)
    return Known(invited.shown, invited=invited, invitation_id=invitation.pk)


def _proved(request: Request) -> Known:
    """Of several people with one contact, only the contact: nobody chooses for them who books."""
    proof = request.auth
    if not isinstance(proof, UsagerProof) or proof.strength < Strength.CODE:
        return Known()
    people = usagers_named(proof.usager_ids)
    if not people:
        return Known()
    phone, email = contacts_shared(people)
    typed = {"telephone": national(phone) if phone else "", "courriel": email}
    alone = people[0] if len(people) == 1 else None
    if alone:
        typed |= {"prenom": alone.first_name, "nom": alone.last_name}
    certified = Identity.of(alone) if alone and proof.strength >= Strength.CIVIL else None
    return Known(typed, certified, proof.strength)


def contacts_shared(people: Collection[Usager]) -> tuple[str, str]:
    """The number and the address at which all of them are reached, each empty when they differ."""
    readers = [reader_of(each) for each in people]
    phones, emails = {each.phone for each in readers}, {each.email for each in readers}
    return phones.pop() if len(phones) == 1 else "", emails.pop() if len(emails) == 1 else ""
