from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from foundation.web.skins.dsfr.build import DsfrMissing, build


class Command(BaseCommand):
    help = "Écrit l’habillage de l’État, réduit à ce que nos pages utilisent. Exemple : manage prune_dsfr"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--vers", type=Path, help="dossier à remplir (par défaut : static_build)")

    def handle(self, *args: Any, **options: Any) -> None:
        engine: dict[str, Any] = settings.TEMPLATES[0]
        templates = Path(engine["DIRS"][0])
        target = options["vers"] or templates.parent / "static_build"
        try:
            size = build(templates, target)
        except DsfrMissing:
            raise CommandError("django-dsfr n’est pas installé : ajoutez l’extra « etat ».") from None
        self.stdout.write(f"Habillage de l’État écrit dans {target / 'etat'} ({size} octets).")
