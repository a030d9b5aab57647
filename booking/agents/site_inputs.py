"""What administrators type about the public site, group by group. Each form reads and writes one column."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from rest_framework import serializers

from booking.agents.embedding_sites import SITES_AT_MOST, sites_in
from booking.agents.fields import email, line, text, whole
from booking.queries.site_settings import conformity_of
from foundation import clock, languages
from foundation.tenancy import current
from foundation.web.components.typography import insecables


class LegalForm(serializers.Serializer[Any]):
    publisher = line("Éditeur du site", "Le nom officiel de votre administration.")
    director = line(
        "Direction de la publication", "Nom et fonction : en général, l’élu ou le chef de service."
    )
    address = text("Adresse postale", at_most=500)
    contact = email("Adresse électronique de contact")
    host = text("Hébergeur", "Nom, adresse et téléphone : la loi les demande tous les trois.", at_most=500)
    dpo = text("Délégué à la protection des données", "Adresse électronique et adresse postale.", at_most=500)
    retention = text(
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
    auditor = line("Qui l’a réalisé")
    rate = whole("Part des critères respectés, en %", 0, 100, empty=True)
    not_accessible = text("Contenus non accessibles", "Un par ligne.")
    contact = email("Adresse électronique pour signaler un problème")

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
    hosts = text(
        "Sites qui peuvent afficher vos créneaux",
        f"Un par ligne, {SITES_AT_MOST} au plus. Exemple : https://www.ville-exemple.fr",
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
