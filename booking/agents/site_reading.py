"""What the pages of « Site public » show: the public pages as they stand, and the addresses to give out."""

from html import escape
from typing import Any

from django.urls import reverse

from booking.agents.addresses import with_query
from booking.models import Motif, SiteSettings
from booking.queries.motifs import lieux_of, motifs_online
from foundation import ports
from foundation.tenancy import current


def overview(site: SiteSettings) -> dict[str, Any]:
    motifs = list(motifs_online().order_by("name", "pk"))
    return {
        "apercus": ports.obligations(),
        "manque": [] if site.legal.get("director") and site.legal.get("host") else ["mentions"],
        "url_affiche": reverse("agent-site-affiche"),
        "affiches": [
            (each.name, with_query(reverse("agent-site-affiche"), {"motif": each.slug})) for each in motifs
        ],
    }


def sharing(slug: str) -> dict[str, Any]:
    """Of one motif: the one asked for, else the first. Nothing where none is online."""
    motifs = list(motifs_online().order_by("name", "pk"))
    chosen = next((each for each in motifs if each.slug == slug), motifs[0] if motifs else None)
    choices = [(each.slug, each.name) for each in motifs]
    return {"motifs": choices, "motif": chosen, **(_of(chosen) if chosen else {})}


def _of(motif: Motif) -> dict[str, Any]:
    page = current().url(reverse("citizens:creneaux", args=[motif.slug]))
    frame = current().url(reverse("citizens:embed", args=[motif.slug]))
    lieux = list(lieux_of(motif).order_by("name", "pk"))
    return {
        "lien": page,
        "liens_lieux": [(each.name, with_query(page, {"lieu": each.slug})) for each in lieux],
        "cadre": frame,
        "code": _frame(frame, motif.name),
    }


def _frame(address: str, name: str) -> str:
    """To be copied as it is: escaped once, for the page that will hold it."""
    title = escape(f"Prochains créneaux – {name}")
    return (
        f'<iframe src="{escape(address)}" title="{title}" width="100%" height="520" loading="lazy"></iframe>'
    )
