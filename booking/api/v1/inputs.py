"""What programs send, checked once; the refusal names each parameter."""

from datetime import MAXYEAR, date
from typing import Any

from rest_framework import serializers

from booking.api.v1.cursor import Cursor, UnreadableCursor
from foundation.errors import Refusal

MOST = 100
YEARS = range(2000, MAXYEAR - 1)


class UnreadableParameters(Refusal):
    code = "parametres-illisibles"
    sentence = "Certains paramètres manquent ou ne sont pas lisibles."
    status = 400


class RdvFilter(serializers.Serializer[Any]):
    """Days included, each at the place of the rdv; `au` is `du` when it is not said."""

    du = serializers.DateField(input_formats=["iso-8601"])
    au = serializers.DateField(input_formats=["iso-8601"], required=False)
    limite = serializers.IntegerField(min_value=1, max_value=MOST, required=False, default=MOST)
    curseur = serializers.CharField(required=False, max_length=200)

    default_error_messages = {"backwards": "« au » est avant « du »."}

    @classmethod
    def read(cls, query: Any) -> dict[str, Any]:
        form = cls(data=query)
        if not form.is_valid():
            said = {name: [str(each) for each in errors] for name, errors in form.errors.items()}
            raise UnreadableParameters(parametres=said)
        return dict(form.validated_data)

    def validate_du(self, day: date) -> date:
        return self._in_range(day)

    def validate_au(self, day: date) -> date:
        return self._in_range(day)

    def validate_curseur(self, typed: str) -> Cursor:
        try:
            return Cursor.read(typed)
        except UnreadableCursor as error:
            raise serializers.ValidationError("Reprenez l’adresse « suivant » telle quelle.") from error

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs.setdefault("au", attrs["du"])
        if attrs["au"] < attrs["du"]:
            raise serializers.ValidationError({"au": [self.error_messages["backwards"]]})
        return attrs

    @staticmethod
    def _in_range(day: date) -> date:
        if day.year not in YEARS:
            raise serializers.ValidationError(f"Donnez une date entre {YEARS[0]} et {YEARS[-1]}.")
        return day
