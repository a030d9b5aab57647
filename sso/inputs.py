from typing import Any

from rest_framework import serializers


class Entry(serializers.Serializer[Any]):
    agent = serializers.UUIDField(
        error_messages={"required": "Choisissez un agent.", "invalid": "Choisissez un agent de la liste."}
    )
    suite = serializers.CharField(required=False, allow_blank=True, default="", max_length=500)
