"""Table of our own subcommands. Modules are imported only when their name is typed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    name: str
    help: str
    example: str
    # A module with `main(argv) -> int`.
    module: str
    # Runs with settings loaded and both servers there,
    needs_servers: bool = False
    # except for these first arguments.
    without_servers: frozenset[str] = frozenset()


COMMANDS = (
    Command("demo", "Démarre tout avec des données d’exemple", "rdv demo --fresh", "project.cli.demo"),
    Command(
        "test", "Vérifie le style, les types, puis lance les tests", "rdv test --long", "project.cli.test"
    ),
    Command("lint", "Vérifie le style, les types et les imports", "rdv lint", "project.cli.lint"),
    Command("bench", "Mesure une partie du produit", "rdv bench creneaux --json", "project.cli.bench"),
    Command("i18n", "Tient les catalogues des langues", "rdv i18n extract", "project.cli.i18n"),
    Command("up", "Lance le web, les messages, les tâches périodiques", "rdv up web", "project.cli.up"),
    Command(
        "migrate",
        "Met à jour la base et toutes les administrations",
        "rdv migrate",
        "tenants.console.migrate",
        needs_servers=True,
    ),
    Command(
        "tenant",
        "Crée, liste ou suspend une administration",
        "rdv tenant list",
        "tenants.console.tenant",
        needs_servers=True,
    ),
    Command(
        "programme",
        "Compose l’équipe nationale",
        "rdv programme list",
        "sso.console.programme",
        needs_servers=True,
    ),
    Command(
        "machine",
        "Crée et ferme les programmes qui appellent l’API",
        "rdv machine list",
        "sso.console.machines",
        needs_servers=True,
    ),
    Command(
        "schedule",
        "Montre les tâches périodiques et ce qui attend",
        "rdv schedule --json",
        "project.cli.schedule",
        needs_servers=True,
    ),
    Command(
        "availability",
        "Contrôle ou reconstruit l’index des créneaux",
        "rdv availability verify",
        "booking.console.availability",
        needs_servers=True,
        without_servers=frozenset({"case"}),
    ),
)
OWN = {command.name: command for command in COMMANDS}
