from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from rest_framework.request import Request

from booking.agents.addresses import cancel_url, rdv_url, with_query
from booking.agents.inputs import Called
from booking.agents.skeleton import AgentPage
from booking.commands.cancel_rdv import cancel_by_service
from booking.commands.confirm_presence import confirm_presence
from booking.commands.leave_session import leave
from booking.commands.record_file_access import record_file_access
from booking.models import Participation, Usager
from booking.queries.agent_rdvs import zone_of
from booking.queries.presence import to_call
from booking.queries.rdvs import participation_by_id
from booking.queries.usager_contacts import reader_of
from booking.vocabulary import CANCELLED, FileAccess
from foundation import clock
from foundation.errors import NotFound, Refusal
from foundation.web.components.typography import heure

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One person to call. Of a session, giving the seat back is a button; of an rdv, a page that asks again."""

    participation: Participation
    start: datetime
    url: str
    cancel_url: str
    # None of our messages reached them: they may know nothing.
    unreached: bool

    @property
    def reader(self) -> Usager:
        return reader_of(self.participation.usager)

    @property
    def precision(self) -> str:
        return f"le rendez-vous de {heure(self.start)}, {self.participation.usager}"


class CallList(AgentPage):
    """Those who were asked whether they come and have not said, and those whom no message reached: their telephone is
    what is left.
    """

    template = "booking/agents/a_appeler.html"

    def get(self, request: Request) -> HttpResponse:
        return self.listed(done=request.query_params.get("fait", ""))

    def post(self, request: Request) -> HttpResponse:
        form = Called(data=self.typed)
        person = participation_by_id(form.validated_data["participation"]) if form.is_valid() else None
        if person is None:
            raise NotFound
        try:
            self.note(person, form.validated_data["reponse"])
        except Refusal as refusal:
            return self.listed(refusal=refusal)
        return self.see(with_query(request.path, {"fait": str(person.pk)}))

    def note(self, person: Participation, answer: str) -> None:
        now = clock.now()
        if answer == Called.COMES:
            confirm_presence(person, by=self.actor, now=now)
        elif person.rdv.is_session:
            leave(person, by=self.actor, now=now)
        else:
            cancel_by_service(person.rdv, by=self.actor, now=now)

    def listed(self, *, done: str = "", refusal: Refusal | None = None) -> HttpResponse:
        """A telephone number is more of somebody than a name in a list: it is journaled."""
        now = clock.now()
        page = Paginator(to_call(now), ON_A_PAGE).get_page(self.request.query_params.get("page"))
        people: Sequence[Participation] = list(page)
        record_file_access([each.usager_id for each in people], FileAccess.RDV_OPENED, by=self.actor, now=now)
        context = {
            "page": page,
            "lignes": [_line(each, self.request.path) for each in people],
            "note": _noted(done),
            "erreurs": [refusal.message] if refusal else [],
        }
        return self.show(context, status=refusal.status if refusal else 200)


def _line(person: Participation, back: str) -> Line:
    rdv = person.rdv
    return Line(
        participation=person,
        start=rdv.starts_at.astimezone(zone_of(rdv)),
        url=rdv_url(rdv, retour=back),
        cancel_url="" if rdv.is_session else cancel_url(rdv, retour=back),
        unreached=person.unreached,  # type: ignore[attr-defined]
    )


def _noted(typed: str) -> str:
    """What the page says of the person just called."""
    try:
        person = participation_by_id(UUID(typed))
    except ValueError:
        return ""
    if person is None:
        return ""
    if person.confirmed_at:
        return f"{person.usager} vient : c’est noté."
    return f"{person.usager} ne vient pas : c’est noté." if person.status in CANCELLED else ""
