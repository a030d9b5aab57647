"""Are the two servers there, and do they fit? Each refusal is one sentence, and never shows a password."""

from urllib.parse import urlsplit

import psycopg
from psycopg.conninfo import conninfo_to_dict

from project.connections import parameters
from project.env import ConfigurationError

OLDEST_VERSION = 15_00_00
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")
SECONDS = 5

# What libpq says, in the order in which it is looked for, and what we say instead.
DATABASE_TROUBLES = (
    (
        ("could not translate host", "resolve host", "Name or service not known"),
        "le serveur {place} est introuvable",
    ),
    (("Connection refused", "No such file or directory"), "aucun PostgreSQL ne répond sur {place}"),
    (("timeout", "timed out"), "le serveur {place} ne répond pas"),
    (
        ("password authentication failed", "no password supplied"),
        "le serveur {place} refuse l’utilisateur ou le mot de passe",
    ),
    (("role ",), "le serveur {place} ne connaît pas l’utilisateur « {user} »"),
    (("database ",), "le serveur {place} n’a pas de base « {dbname} »"),
)


def check_database(url: str) -> None:
    """Raises ConfigurationError when PostgreSQL is unreachable, older than 15, or lacks an extension."""
    parameters(url)
    try:
        with psycopg.connect(url, connect_timeout=SECONDS, autocommit=True) as connection:
            version = connection.info.server_version
            absent = _absent_extensions(connection) if version >= OLDEST_VERSION else []
    except psycopg.Error as error:
        raise ConfigurationError(f"DATABASE_URL : {_database_trouble(url, str(error))}.") from error
    if version < OLDEST_VERSION:
        raise ConfigurationError(
            f"DATABASE_URL désigne un PostgreSQL {version // 10_000}, trop ancien : "
            f"il faut la version {OLDEST_VERSION // 10_000} ou une plus récente."
        )
    if absent:
        raise ConfigurationError(
            f"DATABASE_URL : il manque à ce PostgreSQL {', '.join(absent)} "
            "(extensions du paquet postgresql-contrib)."
        )


def _absent_extensions(connection: psycopg.Connection) -> list[str]:
    present = {name for (name,) in connection.execute("select name from pg_available_extensions")}
    return [name for name in EXTENSIONS if name not in present]


def check_redis(url: str) -> None:
    """Raises ConfigurationError when Redis or Valkey is unreachable or refuses us."""
    import redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    once = Retry(NoBackoff(), 0)
    if urlsplit(url).scheme not in {"redis", "rediss"}:
        raise ConfigurationError(
            "REDIS_URL doit commencer par redis:// (exemple : redis://:secret@hote:6379/0)."
        )
    try:
        with redis.Redis.from_url(
            url, socket_connect_timeout=SECONDS, socket_timeout=SECONDS, retry=once
        ) as client:
            client.ping()
    except ValueError as error:
        raise ConfigurationError(f"REDIS_URL n’est pas une adresse lisible : {error}.") from error
    except redis.AuthenticationError as error:
        raise ConfigurationError("REDIS_URL : le serveur refuse l’utilisateur ou le mot de passe.") from error
    except redis.RedisError as error:
        host, port = _redis_place(url)
        raise ConfigurationError(f"REDIS_URL : aucun Redis ne répond sur {host}, port {port}.") from error


def _database_trouble(url: str, said: str) -> str:
    parts = conninfo_to_dict(url)
    host = parts.get("host") or "local"
    names = {
        "place": str(host) if str(host).startswith("/") else f"{host}, port {parts.get('port') or 5432}",
        "user": parts.get("user") or "",
        "dbname": parts.get("dbname") or "",
    }
    for patterns, sentence in DATABASE_TROUBLES:
        if any(pattern in said for pattern in patterns):
            return sentence.format(**names)
    first = (said.strip().splitlines() or ["sans message"])[0]
    return f"la connexion à {names['place']} échoue ({first})"


def _redis_place(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return parts.hostname or "localhost", parts.port or 6379
