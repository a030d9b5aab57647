"""People who enter a session together."""

from typing import Any

from booking.commands.details import Details
from booking.commands.join_session import Joining, join_together
from booking.commands.usagers import Identity
from booking.models import Participation, Rdv
from foundation.actors import VISITOR
from tests.booking.commands.conftest import NOW, ZOE

LEO = Identity(first_name="Léo", last_name="Martin")
ANA = Identity(first_name="Ana", last_name="Haddad")


def family(*proches: Identity) -> list[Joining]:
    return [Joining(ZOE), *(Joining(each, Details(responsible=ZOE)) for each in proches)]


def enter(rdv: Rdv, *proches: Identity, **more: Any) -> list[Participation]:
    return join_together(rdv, family(*proches), by=VISITOR, now=NOW, **more)
