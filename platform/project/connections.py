"""What Django and Celery are told of each server, from its address."""

from typing import Any
from urllib.parse import urlsplit

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from foundation.courier.mailer_url import mailer_of
from project.env import ConfigurationError


def database(url: str) -> dict[str, Any]:
    address = parameters(url)
    return {
        **address,
        "ENGINE": "foundation.database",
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **address["OPTIONS"],
            "pool": {"min_size": 1, "max_size": 8, "max_lifetime": 600, "timeout": 5},
        },
    }


def parameters(url: str) -> dict[str, Any]:
    """Django's connection parameters for a libpq URL; a Unix socket is `?host=/folder`. Raises ConfigurationError."""
    if urlsplit(url).scheme not in {"postgres", "postgresql"}:
        raise ConfigurationError(
            "DATABASE_URL doit commencer par postgresql:// (exemple : postgresql://rdv:secret@hote/rdv)."
        )
    try:
        parts = conninfo_to_dict(url)
    except ProgrammingError as error:
        raise ConfigurationError(
            f"DATABASE_URL n’est pas une adresse PostgreSQL lisible : {str(error).strip()}."
        ) from error
    if not parts.get("dbname"):
        raise ConfigurationError(
            "DATABASE_URL ne nomme aucune base (exemple : postgresql://rdv:secret@hote/rdv)."
        )
    known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    settings: dict[str, Any] = {django: str(parts.pop(libpq, "") or "") for libpq, django in known.items()}
    return {**settings, "OPTIONS": dict(parts)}


def caches(url: str) -> dict[str, Any]:
    cache = {
        "BACKEND": "foundation.redis_cache.RedisCache",
        "LOCATION": url,
        # A request never waits long for a cache.
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 1},
    }
    return {
        "default": {**cache, "KEY_FUNCTION": "django_tenants.cache.make_key"},
        # Not keyed by tenant: quotas and what is true for every administration.
        "shared": {**cache, "KEY_PREFIX": "pub"},
    }


def broker(url: str) -> dict[str, Any]:
    return {
        "broker_url": url,
        "task_ignore_result": True,
        # A task is only a nudge: what must happen is a row, found again by the next pass. Acknowledged late, a task
        # makes the whole worker exit when the broker goes away meanwhile (kombu 5.7, measured).
        "task_acks_late": False,
        "task_default_queue": "rdv",
        "worker_max_tasks_per_child": 1_000,
        "worker_hijack_root_logger": False,
        "task_tenant_cache_seconds": 30,
        "broker_connection_retry_on_startup": True,
        "timezone": "UTC",
    }


def mailer(url: str) -> dict[str, Any]:
    """See foundation.courier.mailer_url. Raises ConfigurationError."""
    try:
        return mailer_of(url)
    except ValueError:
        raise ConfigurationError(
            "EMAIL_URL doit ressembler à smtp://utilisateur:secret@hote:587 ou à brevo://CLE@."
        ) from None
