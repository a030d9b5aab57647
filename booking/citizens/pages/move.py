"""Move an appointment by its link: the list of free times, and one button to take another."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from rest_framework.request import Request

from booking.citizens.address import known_address
from booking.citizens.choices import Choice
from booking.citizens.inputs import ChoiceInput, SlotQuery
from booking.citizens.pages.rdvs import WITH_A_FORM, LinkPage
from booking.citizens.shown_move import BEFORE, before_in, move_context, taken_context
from booking.citizens.shown_rdv import ShownRdv
from booking.citizens.shown_week import slug_of
from booking.citizens.wanted import wanted
from booking.commands.move_rdv import move_by_usager
from booking.commands.refusals import CreneauTaken
from booking.models import Motif
from booking.policies import may_move_online
from booking.queries.alternatives import alternatives
from booking.queries.motifs import motif_online
from booking.queries.people import granted
from booking.queries.reception import received_again
from booking.queries.week import week_of
from foundation.actors import VISITOR
from foundation.errors import NotFound, Refusal


class Deplacer(LinkPage):
    """Shows, then moves."""

    template = "booking/citizens/deplacer.html"
    referrer_policy = WITH_A_FORM

    def get(self, request: Request, jeton: str) -> HttpResponse:
        return self.times(self.seen(jeton))

    def post(self, request: Request, jeton: str) -> HttpResponse:
        seen, form = self.seen(jeton), ChoiceInput(data=request.data)
        if not form.is_valid():
            return self.times(seen, form)
        choice = form.validated_data["creneau"]
        try:
            self.move(seen, choice)
        except CreneauTaken:
            return self.taken(seen, choice)
        except Refusal as refusal:
            return self.it_stays(self.seen(jeton), refusal)
        came_from = urlencode({BEFORE: before_in(request.data)})
        return self.see(f"{reverse('citizens:rdv', args=[jeton])}?{came_from}")

    def move(self, seen: ShownRdv, choice: Choice) -> None:
        asked = wanted(seen.motif, choice)
        move_by_usager(
            seen.participation,
            starts_at=asked.starts_at,
            lieu_id=asked.lieu_id,
            by=VISITOR,
            now=seen.now,
            address=known_address(self.request),
        )

    def times(self, seen: ShownRdv, form: ChoiceInput | None = None) -> HttpResponse:
        """The week of the next free time in the same lieu, unless another is asked for."""
        if not may_move_online(seen.participation, seen.now):
            return self.it_stays(seen)
        motif, asked = self.motif_of(seen), SlotQuery.read(self.request.query_params)
        lieu_slug = asked["lieu"] or slug_of(seen.participation.rdv.lieu)
        week = week_of(motif, now=seen.now, monday=asked["semaine"], lieu_slug=lieu_slug)
        context = move_context(seen, motif, week, lieu_slug=lieu_slug)
        return self.refuse(form, context) if form else self.show(context)

    def taken(self, seen: ShownRdv, choice: Choice) -> HttpResponse:
        """409: the three nearest times. The rdv is where it was."""
        motif = self.motif_of(seen)
        offered = alternatives(motif, around=choice.start, lieu_slug=choice.lieu_slug, now=seen.now)
        context = taken_context(seen, motif, offered)
        return self.show(context, status=409, template="booking/citizens/deplacement_pris.html")

    def motif_of(self, seen: ShownRdv) -> Motif:
        """For as many as the rdv, with those who may receive this person."""
        online = motif_online(seen.motif.slug)
        if online is None:
            raise NotFound
        asked = granted(online, seen.participation.rdv.people)
        among = received_again(seen.participation, address=known_address(self.request)).among
        return asked if among is None else asked.received_by(among)
