"""What a citizen types in my space."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from booking.citizens.fields import ContactInput, TypedAgain
from booking.commands.change_proche import ProcheIdentity
from booking.models import Usager
from booking.queries.spelling import plain
from foundation import clock, languages
from foundation.tenancy import current
from foundation.web.fields import NameField

OLDEST = date(1900, 1, 1)


class BirthDateField(serializers.DateField):
    default_error_messages = {
        "invalid": _("Cette date n’existe pas. Exemple : 24/11/2014."),
        "not_born": _("Cette date de naissance est dans l’avenir. Vérifiez l’année."),
        "too_old": _("Cette date de naissance est trop ancienne. Vérifiez l’année."),
    }

    def to_internal_value(self, value: Any) -> date:
        """A browser sends the first form; somebody whose browser has no calendar types the second."""
        born: date = super().to_internal_value(value)
        if born > clock.today(ZoneInfo(current().time_zone)):
            self.fail("not_born")
        if born < OLDEST:
            self.fail("too_old")
        return born


def _said(blank: Any) -> dict[str, Any]:
    return {"required": blank, "blank": blank, "null": blank}


class ProcheInput(TypedAgain):
    """`holders`: among whom to say who answers for the proche; asked only when there are several."""

    prenom = NameField(
        label=_("Prénom"), max_length=80, error_messages=_said(_("Indiquez le prénom de ce proche."))
    )
    nom = NameField(label=_("Nom"), max_length=80, error_messages=_said(_("Indiquez le nom de ce proche.")))
    naissance = BirthDateField(
        label=_("Date de naissance"),
        required=False,
        allow_null=True,
        default=None,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
    )

    def __init__(self, *args: Any, holders: Iterable[Usager] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(each.pk), each.first_name) for each in holders]
        if len(people) > 1:
            which = _("Dites qui répond de ce proche.")
            self.fields["responsable"] = serializers.ChoiceField(
                choices=people,
                label=_("Qui répond de ce proche"),
                error_messages=_said(which) | {"invalid_choice": which},
                style={"base_template": "radio.html"},
            )

    def to_internal_value(self, data: Any) -> Any:
        """An empty date is no date."""
        names = [str(name) for name in self.fields]
        typed: dict[Any, Any] = {name: data.get(name) for name in names if data.get(name) is not None}
        if not str(typed.get("naissance", "")).strip():
            typed.pop("naissance", None)
        return super().to_internal_value(typed)

    @property
    def identity(self) -> ProcheIdentity:
        said = self.validated_data
        return ProcheIdentity(first_name=said["prenom"], last_name=said["nom"], birth_date=said["naissance"])


class WishesInput(serializers.Serializer[Any]):
    courriels = serializers.BooleanField(label=_("Recevoir des courriels"), default=False)
    sms = serializers.BooleanField(label=_("Recevoir des SMS"), default=False)

    def __init__(self, *args: Any, offered: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(offered) > 1:
            self.fields["langue"] = serializers.ChoiceField(
                choices=list(offered.items()),
                label=_("Langue des messages"),
                error_messages={"invalid_choice": _("Choisissez une langue de la liste.")},
                default=languages.SOURCE,
            )


class NewContactInput(ContactInput):
    """`people`: whose contact it becomes; asked only when there are several. Files of one name are one person."""

    def __init__(self, *args: Any, people: Iterable[Usager], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.files: dict[str, list[Usager]] = {}
        for each in people:
            self.files.setdefault(plain(str(each)), []).append(each)
        if len(self.files) > 1:
            nobody = _("Choisissez au moins une personne.")
            self.fields["personnes"] = serializers.MultipleChoiceField(
                choices=[(str(first.pk), str(first)) for first, *_others in self.files.values()],
                label=_("Pour qui"),
                allow_empty=False,
                error_messages=_said(nobody)
                | {"empty": nobody, "invalid_choice": nobody, "not_a_list": nobody},
            )

    @property
    def chosen(self) -> list[str]:
        ticked = self.validated_data.get("personnes")
        groups = [each for each in self.files.values() if ticked is None or str(each[0].pk) in ticked]
        return sorted(str(each.pk) for group in groups for each in group)

    def get_initial(self) -> Any:
        ticked = self.initial_data.getlist("personnes") if hasattr(self, "initial_data") else []
        return {**super().get_initial(), "personnes": ticked}


class ErasureInput(serializers.Serializer[Any]):
    """Boxes are never ticked beforehand: nothing takes an erasure back."""

    certain = serializers.BooleanField(
        label=_("J’ai compris : mes données seront effacées, et personne ne pourra les retrouver."),
        default=False,
    )

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nobody = _("Choisissez au moins une personne.")
        self.fields["personnes"] = serializers.MultipleChoiceField(
            choices=list(people),
            label=_("Effacer les données de"),
            allow_empty=False,
            error_messages=_said(nobody) | {"empty": nobody, "invalid_choice": nobody, "not_a_list": nobody},
        )

    def validate_certain(self, ticked: bool) -> bool:
        if not ticked:
            raise serializers.ValidationError(_("Cochez cette case pour effacer vos données."))
        return ticked
