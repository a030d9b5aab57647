"""The lists of a motif, a line at a time: add, change, remove, move up or down. No script needed."""

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.agents.motif_inputs_rows import RowForm, moved, rows_of, without
from booking.agents.motif_reading import LISTS, SECTIONS, Refused, shown_sections
from booking.agents.pages.motif_settings import MotifSheet
from booking.commands.save_motif import MotifChanged
from booking.models import Motif
from foundation.errors import NotFound

REMOVE, UP, DOWN = "retirer", "monter", "descendre"


class MotifList(MotifSheet):
    """`?ligne=`: the line to change."""

    def get(self, request: Request, motif: str, liste: str) -> HttpResponse:
        found = self.find(motif)
        typed = request.query_params.get("ligne", "")
        if not typed:
            return self.see(f"{reverse('agent-motif', args=[found.slug])}#{self.known(liste)}")
        at = self.rank(found, self.known(liste), typed)
        if at is None:
            raise NotFound
        changed = self.form_of(liste).at_row(found, at)
        return self.show(self.sheet(found, rubriques=shown_sections(found, opened=liste, changed=changed)))

    def post(self, request: Request, motif: str, liste: str) -> HttpResponse:
        found, column = self.find(motif), self.known(liste)
        for gesture in (REMOVE, UP, DOWN):
            if gesture in self.typed:
                return self.rearrange(found, column, gesture)
        at = self.rank(found, column, self.typed.get("ligne", ""))
        form = self.form_of(column)(data=self.typed, motif=found, at=at)
        gone = at is None and bool(self.typed.get("ligne"))
        if not form.is_valid():
            return self.refused(found, Refused(column, form))
        if gone:
            return self.refused(found, Refused(column, form, MotifChanged()), status=MotifChanged.status)
        return self.save(found, Refused(column, form), form.values)

    def rearrange(self, motif: Motif, column: str, gesture: str) -> HttpResponse:
        shown = Refused(column, self.form_of(column).at_row(motif, None))
        rows, at = rows_of(motif, column), self.rank(motif, column, self.typed.get(gesture, ""))
        if at is None:
            refused = Refused(column, shown.form, MotifChanged())
            return self.refused(motif, refused, status=MotifChanged.status)
        after = without(rows, at) if gesture == REMOVE else moved(rows, at, -1 if gesture == UP else 1)
        return self.save(motif, shown, {column: after})

    @staticmethod
    def known(liste: str) -> str:
        if liste not in LISTS:
            raise NotFound
        return liste

    @staticmethod
    def form_of(column: str) -> type[RowForm]:
        form = SECTIONS[column].form
        if not issubclass(form, RowForm):
            raise TypeError(f"{column} is no list")
        return form

    @staticmethod
    def rank(motif: Motif, column: str, typed: str) -> int | None:
        """None for no line, or for one that is not there any more."""
        if not (typed.isascii() and typed.isdigit() and len(typed) < 4):
            return None
        return int(typed) if int(typed) < len(rows_of(motif, column)) else None
