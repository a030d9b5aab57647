"""What an agent does for one person of an rdv, or of a session."""

from abc import abstractmethod
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpResponse
from django.utils.dateparse import parse_datetime
from rest_framework.request import Request

from booking.agents.addresses import back_to, rdv_url
from booking.agents.pages.rdv import RdvPage
from booking.agents.session_reading import session_url
from booking.commands.remind_by_hand import remind_by_hand
from booking.commands.renew_link import renew_link
from booking.models import Participation
from foundation import clock
from foundation.errors import NotFound, Refusal


class ForOnePerson(RdvPage):
    http_method_names = ["post"]
    # What the page that follows says is done.
    done: ClassVar[str]

    def post(self, request: Request, rdv_id: UUID) -> HttpResponse:
        rdv = self.find(rdv_id)
        place = next(
            (each for each in rdv.participations.all() if str(each.pk) == self.typed.get("personne")), None
        )
        if place is None:
            raise NotFound
        try:
            self.act(place, clock.now())
        except Refusal as refusal:
            return self.refused(self.find(rdv_id), refusal)
        url = session_url if rdv.is_session else rdv_url
        return self.see(url(rdv, retour=back_to(self.typed.get("retour", ""), ""), fait=self.done))

    @abstractmethod
    def act(self, place: Participation, now: datetime) -> Any:
        """Raises Refusal."""


class RenewedLink(ForOnePerson):
    done = "lien"

    def act(self, place: Participation, now: datetime) -> None:
        renew_link(place, mark=self.typed.get("lien", ""), by=self.actor, now=now)


class HandReminder(ForOnePerson):
    done = "rappel"

    def act(self, place: Participation, now: datetime) -> None:
        remind_by_hand(place, seen=_moment(self.typed.get("dernier", "")), by=self.actor, now=now)


def _moment(typed: str) -> datetime | None:
    """None for whatever is not one."""
    try:
        return parse_datetime(typed)
    except ValueError:
        return None
