"""« Changer la personne qui vient » : by the link, another name; the messages go on to whom they went."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from booking.citizens.fields import TypedAgain
from booking.citizens.pages.rdvs import WITH_A_FORM, LinkPage
from booking.citizens.visitor import who_books
from booking.commands.change_participant import NameLocked, change_participant
from booking.commands.join_session import AlreadyIn
from booking.commands.refusals import AlreadyOver
from foundation.errors import Refusal
from foundation.web.fields import NameField

LONGEST = 80


class WhoComesInput(TypedAgain):
    prenom = NameField(
        label=_("Prénom de la personne qui vient"),
        max_length=LONGEST,
        error_messages=dict.fromkeys(
            ("required", "blank"), _("Indiquez le prénom de la personne qui vient.")
        ),
        style={"autocomplete": "off"},
    )
    nom = NameField(
        label=_("Nom de la personne qui vient"),
        max_length=LONGEST,
        error_messages=dict.fromkeys(("required", "blank"), _("Indiquez son nom.")),
        style={"autocomplete": "off"},
    )


class WhoComes(LinkPage):
    """Nobody's name is shown in full: the link is enough to come here."""

    template = "booking/citizens/qui.html"
    referrer_policy = WITH_A_FORM

    def get(self, request: Request, jeton: str) -> HttpResponse:
        seen = self.seen(jeton)
        if not seen.may_change_who_comes:
            why = NameLocked if seen.is_to_come else AlreadyOver
            return self.show({**seen.context(), "refus": why().message}, status=why.status)
        return self.show({**seen.context(), "form": WhoComesInput(instance={"prenom": "", "nom": ""})})

    def post(self, request: Request, jeton: str) -> HttpResponse:
        seen, form = self.seen(jeton), WhoComesInput(data=request.data)
        if not form.is_valid():
            return self.refuse(form, seen.context())
        said = form.validated_data
        try:
            change_participant(
                seen.participation,
                first_name=said["prenom"],
                last_name=said["nom"],
                by=who_books(request),
                now=seen.now,
            )
        except AlreadyIn as refusal:
            context = {**seen.context(), "form": form, "refus": refusal.message}
            return self.show(context, status=refusal.status)
        except Refusal as refusal:
            return self.show({**seen.context(), "refus": refusal.message}, status=refusal.status)
        return self.see(reverse("citizens:rdv", args=[jeton]))
