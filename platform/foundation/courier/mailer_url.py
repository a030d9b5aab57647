"""Django's MAILERS entry for one address."""

from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

TIMEOUT_SECONDS = 10
SMTP = frozenset({"smtp", "smtps", "smtp+tls"})
# What stands before the `@`, then before the next `/` or `?`, is given to anymail under these names.
PROVIDERS = {
    "brevo": ("api_key",),
    "mailjet": ("api_key", "secret_key"),
    "scaleway": ("secret_key", "", "project_id"),
}
# What may follow the `?`.
CHOICES = frozenset({"api_url", "region"})


def mailer_of(url: str) -> dict[str, Any]:
    """`smtp://user:secret@host:port` (`smtps://` for TLS from the start, `smtp+tls://` for STARTTLS), or the API of a
    provider: `brevo://KEY@`, `mailjet://KEY:SECRET@`, `scaleway://SECRET@PROJECT`. Raises ValueError.
    """
    if not url:
        return {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme in SMTP and parts.hostname:
        return _smtp(parts)
    if parts.scheme in PROVIDERS:
        return _provider(parts)
    raise ValueError("EMAIL_URL")


def _smtp(parts: SplitResult) -> dict[str, Any]:
    options: dict[str, Any] = {
        "host": parts.hostname,
        "port": parts.port or 587,
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_ssl": parts.scheme == "smtps",
        "use_tls": parts.scheme == "smtp+tls",
        "timeout": TIMEOUT_SECONDS,
    }
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}


def _provider(parts: SplitResult) -> dict[str, Any]:
    given = (unquote(parts.username or ""), unquote(parts.password or ""), parts.hostname or "")
    wanted = {name: value for name, value in zip(PROVIDERS[parts.scheme], given, strict=False) if name}
    if not all(wanted.values()):
        raise ValueError("EMAIL_URL")
    chosen = {name: value for name, value in parse_qsl(parts.query) if name in CHOICES}
    return {
        "BACKEND": f"anymail.backends.{parts.scheme}.EmailBackend",
        "OPTIONS": {**wanted, **chosen, "timeout": TIMEOUT_SECONDS},
    }
