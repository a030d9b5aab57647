"""What an administrator types about the budget."""

from typing import Any

from rest_framework import serializers

from billing_usage.models import Allowance

MOST = 10_000_000
DEFAULT_ALERT = 80
WHOLE = "Saisissez un nombre entier, sans lettre ni virgule."
PERCENT = "Saisissez un nombre entier de 1 à 99."


class WholeNumber(serializers.IntegerField):
    """« 1 000 » as well as « 1000 »."""

    def to_internal_value(self, data: Any) -> int:
        return super().to_internal_value("".join(str(data).split()))


class BudgetForm(serializers.Serializer[Any]):
    budget = WholeNumber(
        label="Budget de SMS par mois",
        required=False,
        allow_null=True,
        min_value=1,
        max_value=MOST,
        error_messages={
            "invalid": WHOLE,
            "max_string_length": WHOLE,
            "min_value": "Saisissez un nombre d’au moins 1, ou laissez vide pour n’avoir aucune limite.",
            "max_value": "Ce nombre est trop grand. Laissez vide pour n’avoir aucune limite.",
        },
    )
    alerte = WholeNumber(
        label="Alerter quand cette part du budget est utilisée, en pourcentage",
        min_value=1,
        max_value=99,
        error_messages=dict.fromkeys(
            ("required", "null", "invalid", "max_string_length", "min_value", "max_value"), PERCENT
        ),
    )
    arret = serializers.BooleanField(
        label="Ne plus envoyer de SMS quand le budget est épuisé", required=False, default=False
    )

    @classmethod
    def of(cls, allowance: Allowance | None) -> "BudgetForm":
        if allowance is None:
            return cls({"budget": None, "alerte": DEFAULT_ALERT, "arret": False})
        return cls(
            {
                "budget": allowance.monthly_sms_parts,
                "alerte": allowance.alert_at_percent,
                "arret": allowance.hard_stop,
            }
        )
