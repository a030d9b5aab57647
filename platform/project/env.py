"""The environment, read once and typed. Differences between deployments are data, never modules of settings."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from foundation.courier.sms_url import accounts_of


class ConfigurationError(Exception):
    """One French sentence for whoever runs the service; the `rdv` command exits with code 2."""


@dataclass(frozen=True, slots=True)
class Provider:
    """An identity provider; without an issuer there is none, and its pages say so."""

    issuer: str
    client_id: str
    client_secret: str


@dataclass(frozen=True, slots=True)
class Env:
    database_url: str
    redis_url: str
    secret_key: str
    demo: bool
    # Base domain of the neutral hosts, and of the State's hosts (.gouv.fr in production).
    domain: str
    state_domain: str
    # Port shown in absolute links: empty behind a proxy on 443.
    port: str
    https: bool
    tenant_roles: bool
    citus: bool
    email_url: str
    email_from: str
    sms_url: str
    sign_in_host: str
    sentry_dsn: str
    release: str
    static_root: str
    log_format: str
    # Former values of SECRET_KEY, comma separated: what they sealed can still be read.
    secret_key_fallbacks: tuple[str, ...]
    # Never changes once citizens are linked: their pseudonyms are made with it.
    pseudonym_key: str
    proconnect: "Provider"
    franceconnect: "Provider"
    # Opaque part of the addresses where the platform's own carriers report; without it, nobody may.
    returns_key: str
    # Where the links of SMS lead: a short name of the public site.
    short_host: str
    # What receives the answers to e-mails; empty when nobody does.
    reply_domain: str
    # The national hub of identity papers; empty where nobody asks it.
    hub_url: str
    hub_token: str
    # How many proxies of ours stand before the web process: the client's address is that far from the end.
    trusted_proxies: int
    # A server of addresses that speaks as the national one does; without it, streets are typed without help.
    addresses_url: str
    # Newcomers that one administration lets in each minute; beyond, they wait in order. 0: no limit.
    flood_per_minute: int


def read(environ: Mapping[str, str] = os.environ) -> Env:
    """Raises ConfigurationError when the process must not start."""
    demo = _switch(environ, "RDV_DEMO", default=False)
    if demo and environ.get("DATABASE_URL"):
        raise ConfigurationError(
            "RDV_DEMO=1 ouvre une porte sans mot de passe : elle est refusée quand DATABASE_URL désigne "
            "une vraie base. Retirez l’une des deux variables."
        )
    return Env(
        # The embedded servers announce themselves by names of their own, so that the refusal above can tell them apart.
        database_url=environ.get("DATABASE_URL")
        or _need(environ, "RDV_EMBEDDED_DATABASE_URL", told="DATABASE_URL"),
        redis_url=environ.get("REDIS_URL") or _need(environ, "RDV_EMBEDDED_REDIS_URL", told="REDIS_URL"),
        secret_key=_need(environ, "SECRET_KEY"),
        demo=demo,
        domain=environ.get("RDV_DOMAIN", "rdv.localhost").lower(),
        state_domain=environ.get("RDV_STATE_DOMAIN", "rdv.gouv.localhost").lower(),
        port=environ.get("RDV_PORT", ""),
        https=_switch(environ, "RDV_HTTPS", default=not demo),
        tenant_roles=_switch(environ, "TENANT_ROLES", default=True)
        and not _switch(environ, "CITUS", default=False),
        citus=_switch(environ, "CITUS", default=False),
        email_url=environ.get("EMAIL_URL", ""),
        email_from=environ.get("EMAIL_FROM", "ne-pas-repondre@rdv.localhost"),
        sms_url=_sms_url(environ),
        sign_in_host=(environ.get("SIGN_IN_HOST") or environ.get("RDV_DOMAIN", "rdv.localhost")).lower(),
        sentry_dsn=environ.get("SENTRY_DSN", ""),
        release=environ.get("RDV_RELEASE", ""),
        static_root=environ.get("RDV_STATIC_ROOT", ""),
        log_format=environ.get("RDV_LOG_FORMAT", "json"),
        secret_key_fallbacks=tuple(filter(None, environ.get("SECRET_KEY_FALLBACKS", "").split(","))),
        pseudonym_key=_pseudonym_key(environ, demo=demo),
        proconnect=_provider(environ, "PROCONNECT"),
        franceconnect=_provider(environ, "FRANCECONNECT"),
        returns_key=environ.get("RDV_RETURNS_KEY", ""),
        short_host=(environ.get("RDV_SHORT_HOST") or environ.get("RDV_DOMAIN", "rdv.localhost")).lower(),
        reply_domain=environ.get("RDV_REPLY_DOMAIN", "").lower(),
        hub_url=_secure_url(environ, "RDV_HUB_URL"),
        hub_token=_need(environ, "RDV_HUB_TOKEN") if environ.get("RDV_HUB_URL") else "",
        trusted_proxies=_number(environ, "RDV_TRUSTED_PROXIES", default=0),
        addresses_url=_secure_url(environ, "RDV_BAN_URL"),
        flood_per_minute=_number(environ, "RDV_FLOOD_PER_MINUTE", default=600),
    )


def _sms_url(environ: Mapping[str, str]) -> str:
    """Several accounts, separated by spaces."""
    urls = environ.get("SMS_URL", "")
    try:
        accounts_of(urls)
    except ValueError:
        raise ConfigurationError(
            "SMS_URL doit ressembler à https://passerelle.exemple/sms ou à brevo://CLE@ ; plusieurs comptes se "
            "séparent par des espaces."
        ) from None
    return urls


def _pseudonym_key(environ: Mapping[str, str], *, demo: bool) -> str:
    key = environ.get("PSEUDONYM_KEY", "")
    if not key and environ.get("FRANCECONNECT_ISSUER") and not demo:
        raise ConfigurationError(
            "PSEUDONYM_KEY manque : avec FranceConnect, donnez une clé à part, à garder toujours. La perdre délierait "
            "les usagers reconnus."
        )
    return key or _need(environ, "SECRET_KEY")


def _provider(environ: Mapping[str, str], name: str) -> Provider:
    issuer = _secure_url(environ, f"{name}_ISSUER")
    return Provider(
        issuer=issuer,
        client_id=_need(environ, f"{name}_CLIENT_ID") if issuer else "",
        client_secret=_need(environ, f"{name}_CLIENT_SECRET") if issuer else "",
    )


def _secure_url(environ: Mapping[str, str], name: str) -> str:
    """Only a server of this very machine may do without TLS: the demonstration's and the tests'."""
    url = environ.get(name, "").rstrip("/")
    parts = urlsplit(url)
    if url and parts.scheme != "https" and parts.hostname not in {"127.0.0.1", "localhost"}:
        raise ConfigurationError(f"{name} doit commencer par https://.")
    return url


def _need(environ: Mapping[str, str], name: str, *, told: str = "") -> str:
    value = environ.get(name, "")
    if not value:
        raise ConfigurationError(
            f"La variable {told or name} manque : donnez-la, ou lancez « rdv demo » qui démarre ses propres serveurs."
        )
    return value


def _number(environ: Mapping[str, str], name: str, *, default: int) -> int:
    value = environ.get(name, "").strip()
    if value and not value.isdecimal():
        raise ConfigurationError(f"{name} vaut « {value} » : écrivez un nombre entier.")
    return int(value) if value else default


def _switch(environ: Mapping[str, str], name: str, *, default: bool) -> bool:
    value = environ.get(name, "").strip().lower()
    if value in {"", "1", "on", "true", "oui", "0", "off", "false", "non"}:
        return default if not value else value in {"1", "on", "true", "oui"}
    raise ConfigurationError(f"{name} vaut « {value} » : écrivez 1 ou 0.")
