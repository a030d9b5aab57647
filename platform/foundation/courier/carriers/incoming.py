"""What carriers post to us, whatever its shape, as mappings of texts. Written by strangers: nothing here trusts it."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from email.parser import HeaderParser
from typing import Any
from urllib.parse import parse_qsl

from foundation.courier.addresses import UnreadablePhone, phone_e164

# More than any carrier groups in one request.
MOST_ITEMS = 1_000


def items_of(body: bytes, headers: Mapping[str, str], query: Mapping[str, str]) -> list[dict[str, str]]:
    """One mapping of fields for each thing told. Raises ValueError when the body cannot be read."""
    if not body.strip():
        return [dict(query)]
    kind = next((value for name, value in headers.items() if name.lower() == "content-type"), "")
    media = HeaderParser().parsestr(f"Content-Type: {kind}")
    text = body.decode(media.get_content_charset("utf-8"))
    if "json" in media.get_content_subtype() or text.lstrip()[:1] in {"{", "["}:
        read = json.loads(text)
        several = read if isinstance(read, list) else [read]
        return [{**query, **_texts(one)} for one in several[:MOST_ITEMS] if isinstance(one, dict)]
    return [{**query, **dict(parse_qsl(text, keep_blank_values=True, max_num_fields=100))}]


def first(item: Mapping[str, str], names: Iterable[str]) -> str:
    return next((item[name] for name in names if item.get(name)), "")


def phone(written: str) -> str:
    """Carriers write 33612345678, 0033612345678 or +33612345678; a short number stays as it is."""
    digits = written.strip()
    if digits.isdecimal() and len(digits) > 9 and not digits.startswith("0"):
        digits = f"+{digits}"
    try:
        return phone_e164(digits)
    except UnreadablePhone:
        return written.strip()


def moment(written: str) -> datetime | None:
    """Only what names its own zone, or seconds since 1970: a local time of nowhere is worse than none."""
    try:
        if written.isdecimal():
            return datetime.fromtimestamp(int(written), UTC)
        read = datetime.fromisoformat(written)
    except (ValueError, OverflowError, OSError):
        return None
    return read.astimezone(UTC) if read.tzinfo else None


def _texts(read: dict[str, Any]) -> dict[str, str]:
    return {name: _text(value) for name, value in read.items()}


def _text(value: Any) -> str:
    """Tags come alone or in a list; the first is the one we set."""
    if isinstance(value, list):
        return _text(value[0]) if value else ""
    return "" if value is None or isinstance(value, dict) else str(value)
