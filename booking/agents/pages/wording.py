"""One kind of message: its texts, what they look like and cost, a trial, and what a comparison has shown."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from rest_framework.request import Request

from booking.agents.addresses import with_query
from booking.agents.pages.messages import MessagesPage
from booking.agents.wording_inputs import TrialPhone, WordingForm, sentences
from booking.agents.wording_reading import email_preview, kind_url, previews, shown_results
from booking.commands.ask_trial import TRIALS_A_DAY, ask_trial
from booking.commands.save_wording import UnfitWording, save_wording
from booking.queries.desk import desk_of
from booking.queries.message_settings import message_settings
from booking.queries.national_wordings import national_subject
from booking.queries.wording_draft import Draft, Scales, saved_draft
from booking.queries.wording_results import results
from booking.queries.wording_values import long_values
from booking.queries.wordings import compared_since
from booking.wording.catalogue import CATALOGUE, Worded
from booking.wording.render import VARIABLES
from foundation import clock
from foundation.courier.channels import Channel
from foundation.errors import NotFound, Refusal

SAVE, BY_EMAIL, BY_SMS = "enregistrer", "essai-courriel", "essai-sms"


class WordingPage(MessagesPage):
    template = "booking/agents/messages/texte.html"

    def get(self, request: Request, kind: str) -> HttpResponse:
        worded = self._worded(kind)
        draft = saved_draft(worded, message_settings())
        return self._page(draft, fait=request.query_params.get("fait", ""))

    def post(self, request: Request, kind: str) -> HttpResponse:
        """`geste` says which button; anything unknown only shows the preview."""
        worded = self._worded(kind)
        form = WordingForm(data=self.typed)
        if not form.is_valid():
            return self._page(
                saved_draft(worded, message_settings()), form=form, erreurs=form.errors, status=422
            )
        return self._do(self.typed.get("geste", ""), form.draft(worded))

    def _do(self, gesture: str, draft: Draft) -> HttpResponse:
        asked, _, which = gesture.partition(":")
        try:
            if asked == SAVE:
                save_wording(draft, by=self.actor, now=clock.now())
                return self.see(with_query(kind_url(draft.kind), {"fait": "enregistre"}))
            if asked == BY_EMAIL:
                ask_trial(draft, channel=Channel.EMAIL, by=self.actor, now=clock.now())
                return self._page(draft, fait=BY_EMAIL)
            if asked == BY_SMS:
                return self._sms_trial(draft, "b" if which == "b" and draft.b else "a")
        except UnfitWording as refusal:
            return self._page(draft, erreurs=sentences(refusal.context["problems"]), status=422)
        except Refusal as refusal:
            return self._page(draft, refus=refusal, status=refusal.status)
        return self._page(draft, fait="apercu")

    def _sms_trial(self, draft: Draft, which: str) -> HttpResponse:
        typed = TrialPhone(data=self.typed)
        if not typed.is_valid():
            return self._page(draft, erreurs=typed.errors, status=422)
        phone = typed.validated_data["essai"]
        ask_trial(draft, channel=Channel.SMS, phone=phone, text=which, by=self.actor, now=clock.now())
        return self._page(draft, fait=BY_SMS)

    def _worded(self, slug: str) -> Worded:
        if slug not in CATALOGUE:
            raise NotFound
        return CATALOGUE[slug]

    def _page(
        self,
        draft: Draft,
        *,
        status: int = 200,
        erreurs: Any = None,
        form: WordingForm | None = None,
        **more: Any,
    ) -> HttpResponse:
        settings, now = message_settings(), clock.now()
        scales = Scales(settings, now)
        found = erreurs or sentences(scales.problems(draft))
        national = scales.national(draft.kind)
        shown = form or WordingForm(instance=_typed(draft, national))
        context = {
            "form": shown,
            "message": draft.kind,
            "erreurs": found,
            "national": national,
            "objet_national": national_subject(draft.kind.kind, scales.facts),
            "variables": list(VARIABLES.items()),
            "apercus": previews(draft, scales),
            "apercu_courriel": email_preview(draft, long_values(scales.facts)),
            "essais": TRIALS_A_DAY,
            "essai": self.typed.get("essai", ""),
            "zone": desk_of(self.actor.id).zone,
            **self._results(draft.kind),
            **more,
        }
        return self.show(context, status=status)

    def _results(self, kind: Worded) -> dict[str, Any]:
        since = compared_since(message_settings(), kind.kind)
        return {"resultat": shown_results(results(kind.kind, since), since)} if since else {}


def _typed(draft: Draft, national: str) -> Draft:
    """One starts from the national text rather than from nothing."""
    return replace(draft, a=draft.a or national)
