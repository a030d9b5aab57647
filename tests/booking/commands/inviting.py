"""Links given by an agent of the office."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

from booking.commands.invite_usager import Terms, invite_usager
from booking.commands.usagers import Identity
from booking.models import Agent, Invitation
from booking.vocabulary import BookableBy
from foundation.actors import Actor, ActorKind
from tests.booking.commands.conftest import NOW, ZOE, Office

type Invite = Callable[..., Invitation]

A_WEEK = timedelta(days=7)


def acting(agent: Agent, **more: Any) -> Actor:
    return Actor(ActorKind.AGENT, agent.pk, str(agent), **more)


def terms_of(office: Office, **said: Any) -> Terms:
    terms = Terms(organisation=office.agenda.organisation, motif=office.motif, expires_at=NOW + A_WEEK)
    return replace(terms, **said)


def inviting(office: Office) -> Invite:
    office.motif.bookable_by = BookableBy.INVITED
    office.motif.save()

    def invite(identity: Identity | None = ZOE, **said: Any) -> Invitation:
        return invite_usager(
            terms_of(office, **said),
            identity=identity,
            by=acting(office.agent),
            now=NOW,
            invitation_id=uuid4(),
        )

    return invite
