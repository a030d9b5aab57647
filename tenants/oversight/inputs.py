from typing import Any

from rest_framework import serializers

from foundation.web.fields import Line

WHY = "Dites pourquoi : l’équipe le lira."


class Reason(serializers.Serializer[Any]):
    motif = Line(
        label="Motif",
        max_length=300,
        error_messages={"required": WHY, "blank": WHY},
        style={"base_template": "textarea.html"},
    )
