"""Sectors in and out by file: first shown, then confirmed."""

import json
import secrets
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, cast

from django.core.cache import cache
from django.http import HttpResponse
from django.urls import reverse
from redis.exceptions import RedisError
from rest_framework.request import Request

from booking.agents.addresses import with_query
from booking.agents.pages.sectors import SectorPage
from booking.agents.sector_export import example_csv, zones_csv
from booking.agents.sector_file import LARGEST, UnreadableFile, read_lines
from booking.agents.sector_lines import CheckedLines, check_lines
from booking.commands.import_sectors import import_sectors
from booking.queries.sector_list import all_zones
from booking.queries.sector_zones import NewZone, compared

SHOWN_ERRORS = 50
KEPT_FOR_S = 1_800
LONGEST_TOKEN = 60
NO_FILE = "Choisissez un fichier."
FORGOTTEN = "Le fichier n’est plus en mémoire. Envoyez-le de nouveau."
EXPLAINED = (
    ("secteur", "Nom du secteur. Il est créé s’il n’existe pas."),
    ("commune", "Nom de la commune (facultatif : il sert à vérifier le code)."),
    ("code_insee", "Code INSEE de la commune, sur cinq caractères. Ce n’est pas le code postal."),
    ("voie", "Nom de la voie, sans numéro. Laissez vide pour toute la commune."),
    ("code_voie", "Code de la voie dans la Base adresse nationale (facultatif)."),
)
# Of a zone, what is kept between the two pages.
FIELDS = ("sector_name", "commune_code", "commune_name", "street_name", "street_code")


class SectorsImport(SectorPage):
    """Nothing is written here: what the file would add is kept for half an hour, under a name nobody can guess."""

    template = "booking/agents/secteurs/importer.html"
    takes_file = LARGEST

    def get(self, request: Request) -> HttpResponse:
        return self.show({"colonnes": EXPLAINED})

    def post(self, request: Request) -> HttpResponse:
        file = request.FILES.get("fichier")
        if file is None:
            return self.refused(NO_FILE)
        try:
            lines = read_lines(file.read())
        except UnreadableFile as error:
            return self.refused(str(error))
        return self.foreseen(check_lines(lines))

    def foreseen(self, checked: CheckedLines) -> HttpResponse:
        added = compared(checked.zones)
        context: dict[str, Any] = {
            "colonnes": EXPLAINED,
            "prevu": added,
            "secteurs": list(added.sectors.values()),
            "erreurs_lignes": checked.errors[:SHOWN_ERRORS],
            "nombre_erreurs": len(checked.errors),
            "nombre_tues": max(len(checked.errors) - SHOWN_ERRORS, 0),
        }
        if added.zones and not checked.errors:
            context["jeton"] = self.keep(added.zones)
        return self.show(context, status=422 if checked.errors else 200)

    def keep(self, zones: Sequence[NewZone]) -> str:
        token = secrets.token_urlsafe(24)
        rows = [[getattr(zone, name) for name in FIELDS] for zone in zones]
        # A cache that is down forgets it: the next page says so.
        with suppress(RedisError):
            cache.set(self.key(token), json.dumps(rows), KEPT_FOR_S)
        return token

    def kept(self, token: str) -> str | None:
        if not token.isascii() or len(token) >= LONGEST_TOKEN:
            return None
        with suppress(RedisError):
            return cast(str | None, cache.get(self.key(token)))
        return None

    def key(self, token: str) -> str:
        """Of this agent alone."""
        return f"sectors:{self.actor.id}:{token}"

    def refused(self, sentence: str) -> HttpResponse:
        return self.show({"colonnes": EXPLAINED, "erreurs": {"fichier": [sentence]}}, status=422)


class SectorsImported(SectorsImport):
    takes_file = 0

    def get(self, request: Request) -> HttpResponse:
        return self.see(reverse("agent-secteurs-importer"))

    def post(self, request: Request) -> HttpResponse:
        kept = self.kept(self.typed.get("jeton", ""))
        if kept is None:
            return self.refused(FORGOTTEN)
        zones = [NewZone(**dict(zip(FIELDS, row, strict=True))) for row in json.loads(kept)]
        import_sectors(zones, by=self.actor)
        said = {"fait": "importe", "nombre": str(len(zones))}
        return self.see(with_query(reverse("agent-secteurs"), said))


class SectorsFile(SectorPage):
    def get(self, request: Request) -> HttpResponse:
        return _csv(zones_csv(all_zones().iterator(chunk_size=2_000)), "secteurs.csv")


class SectorsExample(SectorPage):
    def get(self, request: Request) -> HttpResponse:
        return _csv(example_csv(), "exemple-secteurs.csv")


def _csv(text: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)
