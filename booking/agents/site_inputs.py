"""What administrators type about the public site, group by group. Each form reads and writes one column."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from unicodedata import category
from zoneinfo import ZoneInfo

from rest_framework import serializers

from booking.agents.embedding_sites import SITES_AT_MOST, sites_in
from booking.queries.site_settings import conformity_of
from foundation import clock, languages
from foundation.tenancy import current
from foundation.web.components.typography import insecables
from foundation.web.fields import EmailLine, Line

LONG = {"base_template": "textarea.html"}


class Paragraph(serializers.CharField):
    """Several lines, without what a page cannot hold."""

    default_error_messages = {
        "max_length": insecables("Ce texte est trop long : {max_length} caractères au plus."),
        "unreadable": "Ce texte contient un caractère invisible que nous ne pouvons pas garder. Effacez-le.",
    }

    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        if any(category(character) == "Cc" and character not in "\r\n\t" for character in text):
            self.fail("unreadable")
        return text


def _line(label: str, hint: str = "", *, at_most: int = 200) -> Line:
    return Line(label=label, help_text=hint, required=False, allow_blank=True, default="", max_length=at_most)


def _text(label: str, hint: str = "", *, at_most: int = 2_000) -> Paragraph:
    return Paragraph(
        label=label,
        help_text=hint,
        required=False,
        allow_blank=True,
        default="",
        max_length=at_most,
        style=LONG,
    )


class LegalForm(serializers.Serializer[Any]):
    publisher = _line("Éditeur du site", "Le nom officiel de votre administration.")
    director = _line(
        "Direction de la publication", "Nom et fonction : en général, l’élu ou le chef de service."
    )
    address = _text("Adresse postale", at_most=500)
    contact = EmailLine(
        label="Adresse électronique de contact",
        required=False,
        allow_blank=True,
        default="",
        max_length=254,
    )
    host = _text(
        "Hébergeur", insecables("Nom, adresse et téléphone : la loi les demande tous les trois."), at_most=500
    )
    dpo = _text(
        "Délégué à la protection des données", "Adresse électronique et adresse postale.", at_most=500
    )
    retention = _text(
        "Durées de conservation",
        "Ce que votre administration ajoute : par exemple, quand elle efface les fiches des usagers.",
    )

    @classmethod
    def filled(cls, kept: Mapping[str, Any]) -> "LegalForm":
        return cls({**_empty(cls), "publisher": current().name, **kept})

    @property
    def column(self) -> dict[str, Any]:
        return dict(self.validated_data)


class AccessibilityForm(serializers.Serializer[Any]):
    """The conformity is told by the audit, never typed."""

    audited_on = serializers.DateField(
        label="Date de l’audit",
        required=False,
        allow_null=True,
        default=None,
        error_messages={"invalid": insecables("Cette date n’existe pas. Exemple : 24/11/2026.")},
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
    )
    auditor = _line("Qui l’a réalisé")
    rate = serializers.IntegerField(
        label="Part des critères respectés, en %",
        required=False,
        allow_null=True,
        default=None,
        min_value=0,
        max_value=100,
        error_messages={
            "invalid": "Écrivez un nombre entier, de 0 à 100.",
            "min_value": "Écrivez un nombre entier, de 0 à 100.",
            "max_value": "Écrivez un nombre entier, de 0 à 100.",
            "max_string_length": "Écrivez un nombre entier, de 0 à 100.",
        },
    )
    not_accessible = _text("Contenus non accessibles", "Un par ligne.")
    contact = EmailLine(
        label="Adresse électronique pour signaler un problème",
        required=False,
        allow_blank=True,
        default="",
        max_length=254,
    )

    @classmethod
    def filled(cls, kept: Mapping[str, Any]) -> "AccessibilityForm":
        return cls({**_empty(cls), **kept})

    def to_internal_value(self, data: Any) -> Any:
        typed: dict[Any, Any] = {str(name): data.get(name, "") for name in self.fields}
        for name in ("audited_on", "rate"):
            typed[name] = str(typed[name]).strip() or None
        return super().to_internal_value(typed)

    def validate_audited_on(self, day: date | None) -> date | None:
        if day and day > _today():
            raise serializers.ValidationError(
                "Cette date est dans l’avenir. Donnez celle d’un audit terminé."
            )
        return day

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["audited_on"] and attrs["rate"] is None:
            raise serializers.ValidationError({"rate": ["Donnez le résultat de l’audit."]})
        if attrs["rate"] is not None and not attrs["audited_on"]:
            raise serializers.ValidationError({"audited_on": ["Donnez la date de l’audit."]})
        return attrs

    @property
    def column(self) -> dict[str, Any]:
        said = dict(self.validated_data)
        said["audited_on"] = said["audited_on"].isoformat() if said["audited_on"] else None
        return {**said, "state": conformity_of(said, today=_today()).value}


class EmbedForm(serializers.Serializer[Any]):
    hosts = _text(
        "Sites qui peuvent afficher vos créneaux",
        insecables(f"Un par ligne, {SITES_AT_MOST} au plus. Exemple : https://www.ville-exemple.fr"),
        at_most=6_000,
    )

    @classmethod
    def filled(cls, kept: list[str]) -> "EmbedForm":
        return cls({"hosts": "\n".join(kept)})

    def validate_hosts(self, text: str) -> list[str]:
        return sites_in(text)

    @property
    def column(self) -> list[str]:
        return list(self.validated_data["hosts"])


class LanguagesForm(serializers.Serializer[Any]):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = {code: name for code, name in languages.offered().items() if code != languages.SOURCE}
        self.fields["languages"] = serializers.MultipleChoiceField(
            choices=list(others.items()),
            label="Langues proposées, en plus du français",
            required=False,
            default=set,
            error_messages={"invalid_choice": "Choisissez des langues de la liste."},
        )

    @classmethod
    def filled(cls, kept: list[str]) -> "LanguagesForm":
        return cls({"languages": kept or [*languages.offered()]})

    @property
    def column(self) -> list[str]:
        """French alone is said: an empty list means all of them."""
        return [languages.SOURCE, *sorted(self.validated_data["languages"])]


def _empty(form: type[serializers.Serializer[Any]]) -> dict[str, Any]:
    return {str(name): None if name in {"audited_on", "rate"} else "" for name in form().fields}


def _today() -> date:
    return clock.today(ZoneInfo(current().time_zone))
