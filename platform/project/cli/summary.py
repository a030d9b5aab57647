"""`rdv help`: one line per subcommand."""

from collections.abc import Iterable

from project.cli.commands import COMMANDS

# Django's commands that someone who runs the service uses; the others work as well.
FROM_DJANGO = (
    ("shell", "Ouvre une session Python sur le projet", "rdv shell"),
    ("dbshell", "Ouvre psql sur la base", "rdv dbshell"),
    ("check", "Contrôle la configuration", "rdv check --deploy"),
    ("makemigrations", "Écrit les migrations des modèles modifiés", "rdv makemigrations booking"),
)
FIRST_LINES = "Usage : rdv COMMANDE [options]"
LAST_LINES = "« rdv help COMMANDE » donne les options. Toute autre commande de Django est acceptée."


def summary() -> str:
    own = [(each.name, each.help, each.example) for each in COMMANDS]
    return "\n".join(
        [FIRST_LINES, "", *_lines(own), "", "Commandes de Django :", *_lines(FROM_DJANGO), "", LAST_LINES]
    )


def _lines(rows: Iterable[tuple[str, str, str]]) -> list[str]:
    return [f"  {name:<15} {text:<52} {example}" for name, text, example in rows]
