"""The agents' menu: each room brings its entries, `project/wiring` puts them in order.

What is done every day is in the menu; what administrators set up once in a while is one page further, « Réglages ».
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from foundation.actors import Actor

SETTINGS = "agent-reglages"


@dataclass(frozen=True, slots=True)
class Entry:
    label: str
    url_name: str
    # Of a setting: what it is for, in a few words.
    detail: str = ""
    is_setting: bool = False
    # Who is led there; everybody unless said.
    when: Callable[[Actor], bool] = lambda _: True


_entries: dict[str, Entry] = {}


def show(label: str, url_name: str, *, when: Callable[[Actor], bool] = lambda _: True) -> None:
    """Last of the menu. Saying it again changes nothing. `when` may ask the database, once a page."""
    _entries.setdefault(url_name, Entry(label, url_name, when=when))


def show_setting(label: str, url_name: str, detail: str) -> None:
    """Last of the settings, for administrators only."""
    _entries.setdefault(url_name, Entry(label, url_name, detail, is_setting=True))


def entries(actor: Actor, here: str) -> list[tuple[str, str, bool]]:
    """What this agent may open: label, address, and whether the page `here` belongs to it."""
    shown = [
        (each.label, reverse(each.url_name), each.url_name == here)
        for each in _entries.values()
        if not each.is_setting and each.when(actor)
    ]
    if not actor.is_admin:
        return shown
    return [*shown, ("Réglages", reverse(SETTINGS), here == SETTINGS or is_setting(here))]


def is_setting(url_name: str) -> bool:
    return url_name in _entries and _entries[url_name].is_setting


def settings() -> list[tuple[str, str, str]]:
    """Label, address and detail of what an administrator may set up."""
    return [
        (each.label, reverse(each.url_name), each.detail) for each in _entries.values() if each.is_setting
    ]
