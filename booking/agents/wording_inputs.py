"""What administrators type on the page of one message."""

from collections.abc import Mapping, Sequence
from typing import Any

from rest_framework import serializers

from booking.queries.wording_draft import Draft
from booking.wording.catalogue import Worded
from booking.wording.problems import Problem, cleaned
from foundation.courier.addresses import is_mobile
from foundation.web.components.typography import insecables
from foundation.web.fields import PhoneField

# Metropolitan France and overseas.
FRENCH_PREFIXES = ("+33", "+262", "+508", "+590", "+594", "+596", "+681", "+687", "+689")
# Far above what any field accepts: a sentence then says how much to remove.
TYPED_AT_MOST = 4_000


class TextField(serializers.CharField):
    def __init__(self, label: str, *, help_text: str = "", **style: str) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            allow_blank=True,
            default="",
            max_length=TYPED_AT_MOST,
            style=style,
            error_messages={
                "max_length": "Ce texte est beaucoup trop long.",
                "null_characters_not_allowed": "Ce texte contient un caractère que nous ne pouvons pas garder.",
            },
        )

    def to_internal_value(self, data: Any) -> str:
        return cleaned(super().to_internal_value(data))


class WordingForm(serializers.Serializer[Any]):
    """`kind` and its draft as saved are what the page shows first."""

    a = TextField("Texte du SMS", base_template="textarea.html")
    b = TextField("Deuxième texte, à comparer au premier", base_template="textarea.html")
    compared = serializers.BooleanField(
        required=False,
        default=False,
        label="Comparer les deux textes : un rendez-vous sur deux reçoit le deuxième",
    )
    subject = TextField("Objet", help_text="Vide : l’objet national.")
    intro = TextField(
        "Introduction",
        base_template="textarea.html",
        help_text="Remplace la première phrase. Vide : la phrase nationale.",
    )
    note = TextField(
        "Note", base_template="textarea.html", help_text="Ajoutée après les informations du rendez-vous."
    )

    def draft(self, kind: Worded) -> Draft:
        values: Mapping[str, Any] = self.validated_data
        said = {name: values[name] for name in ("a", "b", "subject", "intro", "note")}
        return Draft(kind=kind, compared=values["compared"] and kind.is_comparable, **said)


class TrialPhone(serializers.Serializer[Any]):
    essai = PhoneField(
        label="Votre numéro de mobile",
        required=False,
        allow_blank=True,
        default="",
        style={"input_type": "tel"},
    )

    def validate_essai(self, phone: str) -> str:
        if not phone:
            raise serializers.ValidationError("Saisissez le numéro qui recevra l’essai.")
        if not phone.startswith(FRENCH_PREFIXES) or not is_mobile(phone):
            raise serializers.ValidationError(
                "L’essai part seulement vers un mobile français. Exemple : 06\u00a012\u00a034\u00a056\u00a078."
            )
        return phone


def sentences(found: Mapping[str, Sequence[Problem]]) -> dict[str, list[str]]:
    """As the pages show them, field by field."""
    return {name: [insecables(each.sentence) for each in said] for name, said in found.items()}
