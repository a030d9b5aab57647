"""Invite: a link for a purpose, bounded in uses and in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError

from booking.commands.usagers import Identity, recognise_usager
from booking.events import InvitationMade
from booking.models import Invitation, Lieu, Motif, Organisation, Service, Usager
from booking.queries.invitations import may_open
from booking.queries.referents import agendas_of_referents
from booking.vocabulary import INVITATION_AT_MOST, INVITATION_USES, INVITED_AT_ONCE
from foundation.actors import Actor
from foundation.database.errors import breaks
from foundation.database.unit import unit_of_work
from foundation.errors import Forbidden, Refusal
from foundation.outbox.events import publish


class NotForInvited(Refusal):
    code = "motif-ferme-aux-invitations"
    sentence = (
        "Ce motif n’est pas ouvert aux personnes invitées. Choisissez-en un autre, ou changez ce motif."
    )


class NoReferent(Refusal):
    code = "sans-referent"
    sentence = (
        "Ce motif de suivi se prend avec un référent, et cette personne n’en a pas. "
        "Donnez-lui d’abord un référent."
    )


class ImpossibleTerms(Refusal):
    code = "invitation-impossible"
    sentence = "Donnez une date de fin à venir, dans l’année, et entre 1 et 1 000 utilisations."
    status = 422


class TooManyInvited(Refusal):
    code = "trop-d-invitations"
    sentence = f"Invitez {INVITED_AT_ONCE} personnes au plus à la fois."
    status = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """For a motif, or for every motif of a service that is open to invited people: one of the two. `lieu` is only
    the first one shown.
    """

    organisation: Organisation
    motif: Motif | None = None
    service: Service | None = None
    lieu: Lieu | None = None
    purpose: str = ""
    uses_at_most: int = 1
    expires_at: datetime


def invite_usager(
    terms: Terms, *, identity: Identity | None, by: Actor, now: datetime, invitation_id: UUID
) -> Invitation:
    """Without `identity`, a link for whoever has it. The same form submitted twice is one invitation: it bears the
    id of its form. Raises Forbidden, NotForInvited, NoReferent, ImpossibleTerms.
    """
    try:
        return _invite_once(terms, identity, by, now, invitation_id)
    except IntegrityError as error:
        if not breaks(error, "booking_invitation_pkey"):
            raise
        return Invitation.objects.get(pk=invitation_id)


@unit_of_work
def invite_several(
    terms: Terms, *, identities: Sequence[Identity], by: Actor, now: datetime
) -> Sequence[Invitation]:
    """All or none. Who already has a link for the same thing, not used yet, gets no second one: the list may be sent
    again. Raises TooManyInvited, and what `invite_usager` raises.
    """
    if len(identities) > INVITED_AT_ONCE:
        raise TooManyInvited
    _check(terms, by, now)
    # Of one list sent twice at once, the second finds whom the first invited.
    Organisation.objects.select_for_update(no_key=True).get(pk=terms.organisation.pk)
    recognised = [recognise_usager(each, by=by, now=now) for each in identities]
    usagers = {each.pk: each for each in recognised}
    waiting = set(_waiting(terms, list(usagers), now))
    return [_write(terms, each, by, now) for each in usagers.values() if each.pk not in waiting]


@unit_of_work
def _invite_once(
    terms: Terms, identity: Identity | None, by: Actor, now: datetime, invitation_id: UUID
) -> Invitation:
    _check(terms, by, now)
    usager = recognise_usager(identity, by=by, now=now) if identity else None
    return _write(terms, usager, by, now, invitation_id)


def _check(terms: Terms, by: Actor, now: datetime) -> None:
    if not by.is_agent or not by.may_write:
        raise Forbidden
    in_bounds = (
        now < terms.expires_at <= now + INVITATION_AT_MOST and 1 <= terms.uses_at_most <= INVITATION_USES
    )
    if not in_bounds or (terms.motif is None) == (terms.service is None):
        raise ImpossibleTerms


def _write(
    terms: Terms, usager: Usager | None, by: Actor, now: datetime, invitation_id: UUID | None = None
) -> Invitation:
    invitation = Invitation(
        organisation=terms.organisation,
        usager=usager,
        motif=terms.motif,
        service=terms.service,
        lieu=terms.lieu,
        purpose=terms.purpose,
        uses_at_most=terms.uses_at_most,
        expires_at=terms.expires_at,
        created_by_id=by.agent_id,
        created_at=now,
    )
    if invitation_id:
        invitation.pk = invitation_id
    if terms.motif and not may_open(invitation, terms.motif):
        raise NotForInvited
    if terms.motif and terms.motif.follow_up and not (usager and agendas_of_referents([usager.pk])):
        raise NoReferent
    invitation.save(force_insert=True)
    if usager:
        publish(InvitationMade(invitation_id=invitation.pk))
    return invitation


def _waiting(terms: Terms, usager_ids: Sequence[UUID], now: datetime) -> Sequence[UUID | None]:
    same = Invitation.objects.filter(
        motif=terms.motif, service=terms.service, organisation=terms.organisation
    )
    live = same.filter(usager__in=usager_ids, revoked_at=None, uses=0, expires_at__gt=now)
    return list(live.values_list("usager", flat=True))
