"""`rdv+<administration>-<message>@…`: where the answer to one e-mail comes back."""

import re
from uuid import UUID

from django.conf import settings

LOCAL_PART = re.compile(r"rdv\+([0-9]{1,18})-([0-9a-f]{32})", re.IGNORECASE)


def reply_address(tenant_id: int, reference: UUID) -> str:
    """Empty when no domain receives answers. The reference is unguessable: only who was written to knows it."""
    domain = settings.REPLY_DOMAIN
    return f"rdv+{tenant_id}-{reference.hex}@{domain}" if domain else ""


def read_reply_address(address: str) -> tuple[int, UUID] | None:
    name, _, domain = address.strip().rpartition("@")
    found = LOCAL_PART.fullmatch(name)
    if found is None or not settings.REPLY_DOMAIN or domain.lower() != settings.REPLY_DOMAIN:
        return None
    return int(found[1]), UUID(found[2])
