"""The agents' menu: each room brings its entries, `project/wiring.py` puts them in order."""

from dataclasses import dataclass

from django.urls import reverse

from foundation.actors import Actor


@dataclass(frozen=True, slots=True)
class Entry:
    label: str
    url_name: str
    admin_only: bool = False


_entries: dict[str, Entry] = {}


def show(label: str, url_name: str, *, admin_only: bool = False) -> None:
    """Last of the menu. Saying it again changes nothing."""
    _entries.setdefault(url_name, Entry(label, url_name, admin_only))


def entries(actor: Actor) -> list[tuple[str, str]]:
    """What this agent may open: label and address."""
    return [
        (each.label, reverse(each.url_name))
        for each in _entries.values()
        if actor.is_admin or not each.admin_only
    ]
