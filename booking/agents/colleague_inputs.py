"""What administrators type about the team and its journal."""

from collections.abc import Collection
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.functional import cached_property
from rest_framework import serializers

from booking.agents.fields import DayField, said
from booking.agents.person_inputs import NamesInput
from booking.commands.change_roles import Place
from booking.commands.invite_agent import Invited
from booking.models import Agent, Organisation, Service
from booking.vocabulary import AgentRole
from foundation.web.fields import EmailLine, Line

NO_ROLE = ("", "Aucun rôle")


class PlaceForm(serializers.Serializer[Any]):
    """One role per organisation, and the services. `agent`: whose present place is shown first."""

    def __init__(
        self,
        *args: Any,
        organisations: Collection[Organisation],
        services: Collection[Service],
        agent: Agent | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {_role(each.pk): each for each in organisations}
        held = {_role(each.organisation_id): each.level for each in agent.roles.all()} if agent else {}
        serves: set[Any] = {str(each.pk) for each in agent.services.all()} if agent else set()
        alone = len(organisations) == 1
        for name, organisation in self.organisations.items():
            self.fields[name] = serializers.ChoiceField(
                choices=AgentRole.choices if alone else [NO_ROLE, *AgentRole.choices],
                label="Rôle" if alone else f"Rôle\u00a0: {organisation.name}",
                required=alone,
                allow_blank=not alone,
                initial=held.get(name, AgentRole.AGENT if alone else ""),
                error_messages=said("Choisissez un rôle.", invalid_choice="Choisissez un rôle de la liste."),
            )
        self.has_services = bool(services)
        self.fields["services"] = serializers.MultipleChoiceField(
            choices=[(str(each.pk), each.name) for each in services],
            label="Services",
            required=False,
            initial=serves,
            error_messages={"invalid_choice": "Choisissez un service de la liste."},
        )

    @property
    def role_fields(self) -> list[Any]:
        return [self[name] for name in self.organisations]

    def validate(self, attrs: Any) -> Any:
        if not any(attrs.get(name) for name in self.organisations):
            first = next(iter(self.organisations), "non_field_errors")
            raise serializers.ValidationError({first: "Choisissez un rôle dans au moins une organisation."})
        return attrs

    @property
    def place(self) -> Place:
        values = self.validated_data
        roles = {
            organisation.pk: AgentRole(values[name])
            for name, organisation in self.organisations.items()
            if values.get(name)
        }
        return Place(roles, [int(each) for each in values.get("services", ())])


class InviteForm(NamesInput, PlaceForm):
    courriel = EmailLine(
        label="Adresse électronique professionnelle",
        max_length=254,
        help_text="Celle que la personne utilise avec ProConnect. L’invitation y est envoyée.",
        error_messages=said("Saisissez l’adresse électronique."),
    )

    @property
    def person(self) -> Invited:
        values = self.validated_data
        return Invited(first_name=values["prenom"], last_name=values["nom"], email=values["courriel"])


class JournalFilter(serializers.Serializer[Any]):
    usager = Line(label="Usager", required=False, max_length=160)
    agent = serializers.UUIDField(
        label="Agent", required=False, error_messages={"invalid": "Choisissez un agent de la liste."}
    )
    du = DayField(label="Du", required=False)
    au = DayField(label="Au", required=False)

    def to_internal_value(self, data: Any) -> Any:
        """A field left empty is not asked for."""
        return super().to_internal_value({name: value for name, value in data.items() if value})

    @cached_property
    def asked(self) -> dict[str, Any]:
        return dict(self.validated_data) if self.is_valid() else {}

    def bounds(self, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
        """Both days are included."""
        first, last = self.asked.get("du"), self.asked.get("au")
        return (
            datetime.combine(first, time(0), zone) if first else None,
            datetime.combine(last + timedelta(days=1), time(0), zone) if last else None,
        )


def _role(organisation_id: int) -> str:
    return f"role_{organisation_id}"
