"""Who a page speaks for, and which of the two skins it wears."""

import re
from dataclasses import dataclass
from typing import Literal

Skin = Literal["neutre", "etat"]


@dataclass(frozen=True, slots=True)
class Face:
    """Identity shown by every page of a host.

    `accent` is the colour asked for; what is served is `accent_url`, the computed style sheet.
    `tools` are the one or two links of the header, as (label, url).
    `agents_url` is the agents' door, in the foot of the pages; empty where there is none.
    `notice` is what everyone must know before anything else.
    """

    skin: Skin = "neutre"
    name: str = "RDV Service Public"
    short_name: str = "RDV"
    tagline: str = "Le rendez-vous avec votre administration"
    phone: str = ""
    accent: str = ""
    accent_url: str = ""
    logo_url: str = ""
    home_url: str = "/"
    tools: tuple[tuple[str, str], ...] = ()
    agents_url: str = ""
    notice: str = ""

    @property
    def initials(self) -> str:
        """Stands for a missing logo: two letters of the name's capitalised words."""
        capitals = [word[0] for word in re.split(r"[\s'’-]+", self.name) if word[:1].isupper()]
        return "".join(capitals[:2]) or self.name[:1].upper()


def skin_for(host: str, state_domain: str) -> Skin:
    """The host decides, never a preference: the State's look goes with the State's domain, both ways."""
    name = host.rsplit(":", 1)[0].rstrip(".").lower()
    domain = state_domain.strip(".").lower()
    if domain and (name == domain or name.endswith(f".{domain}")):
        return "etat"
    return "neutre"
