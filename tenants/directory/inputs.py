from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

TYPED_AT_MOST = 100


class SearchQuery(serializers.Serializer[Any]):
    """An address may have been cut or made up: it is never refused."""

    q = serializers.CharField(required=False, allow_blank=True, default="")

    @classmethod
    def read(cls, query: Mapping[str, Any]) -> str:
        asked = cls(data=query)
        return " ".join(asked.validated_data["q"].split())[:TYPED_AT_MOST] if asked.is_valid() else ""
