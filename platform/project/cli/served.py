"""Runs a subcommand with both servers there, and says a database's refusal in one sentence."""

import os
from collections.abc import Callable

from project.cli.harmless import harmless_environment
from project.env import ConfigurationError
from project.launcher.preflight import check_database, check_redis
from project.launcher.servers import servers

UNDEFINED_TABLE = "42P01"


def run_with_servers(call: Callable[[], int], *, check: bool) -> int:
    """`check` asks both servers first; some of Django's commands need none (collectstatic in an image)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    with servers() as environ:
        os.environ.update(environ)
        if check:
            check_servers(environ)
        import django
        from django.db.utils import OperationalError, ProgrammingError

        django.setup()
        try:
            return call()
        except OperationalError:
            # Either the server itself is the trouble, and this says it, or the command is.
            check_database(database_url(environ))
            raise
        except ProgrammingError as error:
            if getattr(error.__cause__, "sqlstate", None) == UNDEFINED_TABLE:
                raise ConfigurationError(
                    "La base n’est pas prête : lancez d’abord « rdv migrate »."
                ) from error
            raise


def run_without_servers(call: Callable[[], int]) -> int:
    """For a command's help, which needs the applications only."""
    os.environ.update(harmless_environment())
    import django

    django.setup()
    return call()


def check_servers(environ: dict[str, str]) -> None:
    """Raises ConfigurationError."""
    check_database(database_url(environ))
    check_redis(environ.get("REDIS_URL") or environ.get("RDV_EMBEDDED_REDIS_URL", ""))


def database_url(environ: dict[str, str]) -> str:
    return environ.get("DATABASE_URL") or environ.get("RDV_EMBEDDED_DATABASE_URL", "")
