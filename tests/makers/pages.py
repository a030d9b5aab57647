"""What a page says."""

from typing import Any


def text(response: Any) -> str:
    """As a reader sees it: no-break spaces are spaces."""
    return str(response.content.decode()).replace("\u00a0", " ").replace("\u202f", " ")
