"""What an administrator says of the public site: one group of settings at a time."""

from typing import Any

from booking.models import SiteSettings
from booking.policies import may_manage_team
from foundation.actors import Actor
from foundation.database.unit import unit_of_work
from foundation.errors import Forbidden


@unit_of_work
def save_site(group: str, value: Any, *, by: Actor) -> None:
    """`group` is a column of SiteSettings, `value` already checked: the others keep what somebody else has just
    written. Raises Forbidden.
    """
    if not may_manage_team(by):
        raise Forbidden
    SiteSettings.objects.update_or_create(id=1, defaults={group: value})
