"""What administrators type about webhooks."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from rest_framework import serializers

from booking.agents.fields import DayField, line, said
from booking.commands.open_webhook import Wish
from booking.commands.webhook_address import LONGEST
from booking.models import WebhookEndpoint
from booking.vocabulary import OFFERED_EVENTS, WebhookEvent, WebhookState
from foundation.web.fields import Line

EVENTS = [(str(each), each.label) for each in OFFERED_EVENTS]


class WebhookForm(serializers.Serializer[Any]):
    """`endpoint`: whose present settings are shown first."""

    adresse = Line(
        label="Adresse du programme",
        max_length=LONGEST,
        help_text="L’éditeur du programme vous donne cette adresse. Elle commence par https://.",
        error_messages=said("Saisissez l’adresse."),
        style={"input_type": "url", "autocomplete": "off"},
    )
    description = line("Nom du programme", "Pour le reconnaître. Exemple : logiciel d’accueil.", at_most=120)
    evenements = serializers.MultipleChoiceField(
        choices=EVENTS,
        label="Prévenir le programme pour",
        allow_empty=False,
        error_messages=said(
            "Choisissez au moins un événement.",
            empty="Choisissez au moins un événement.",
            invalid_choice="Choisissez un événement de la liste.",
        ),
    )

    def __init__(self, *args: Any, endpoint: WebhookEndpoint | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = endpoint.events if endpoint else []
        self.fields["evenements"].initial = set(chosen or OFFERED_EVENTS)
        if endpoint:
            self.fields["adresse"].initial = endpoint.url
            self.fields["description"].initial = endpoint.description

    @property
    def wish(self) -> Wish:
        values = self.validated_data
        return Wish(
            url=values["adresse"],
            description=values["description"],
            events=[WebhookEvent(each) for each in values["evenements"]],
        )


class PeriodForm(serializers.Serializer[Any]):
    """Both days are included."""

    du = DayField(label="Du", error_messages=said("Choisissez le premier jour."))
    au = DayField(label="Au", error_messages=said("Choisissez le dernier jour."))
    tout = serializers.BooleanField(
        label="Renvoyer aussi ce que le programme a déjà reçu", required=False, default=False
    )

    def to_internal_value(self, data: Any) -> Any:
        """A field left empty was not answered."""
        return super().to_internal_value({name: value for name, value in data.items() if value})

    def validate(self, attrs: Any) -> Any:
        if attrs["au"] < attrs["du"]:
            raise serializers.ValidationError({"au": "Le dernier jour est avant le premier."})
        return attrs

    def bounds(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        first, last = self.validated_data["du"], self.validated_data["au"]
        return (
            datetime.combine(first, time(0), zone),
            datetime.combine(last + timedelta(days=1), time(0), zone),
        )


class LogFilter(serializers.Serializer[Any]):
    """From the address of the log: what cannot be read is not asked."""

    etat = serializers.ChoiceField(choices=WebhookState.choices, required=False)

    @property
    def state(self) -> str:
        return str(self.validated_data.get("etat", "")) if self.is_valid() else ""
