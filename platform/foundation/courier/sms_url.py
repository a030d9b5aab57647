"""The platform's own SMS accounts, each as one address."""

from urllib.parse import parse_qsl, unquote, urlsplit

from foundation.courier.contract import SmsAccount

# What may follow the `?` of an address.
CHOICES = frozenset({"consumer_key", "replies", "alert_below"})


def accounts_of(urls: str) -> tuple[SmsAccount, ...]:
    """Separated by spaces, in the order to try them. Raises ValueError."""
    return tuple(account_of(url) for url in urls.split())


def account_of(url: str) -> SmsAccount:
    """`https://…` (our own dialect), `brevo://KEY@`, `netsize://user:secret@` or
    `ovh://application:secret@service?consumer_key=…`; what follows the `?` is added to the credentials.

    `replies=1`: people can answer what it sends. `alert_below=20000`: less is too little
    (foundation.courier.platform_credit). Raises ValueError.
    """
    parts = urlsplit(url)
    user, secret = unquote(parts.username or ""), unquote(parts.password or "")
    more = {name: value for name, value in parse_qsl(parts.query) if name in CHOICES}
    if not more.get("alert_below", "0").isdecimal():
        raise ValueError("SMS_URL")
    match parts.scheme:
        case "http" | "https" if parts.hostname:
            return SmsAccount("http", {"url": url, **more})
        case "brevo" if user:
            return SmsAccount("brevo", {"api_key": user, **more})
        case "netsize" if user and secret:
            return SmsAccount("netsize", {"username": user, "password": secret, **more})
        case "ovh" if user and secret and parts.hostname and "consumer_key" in more:
            keys = {"application_key": user, "application_secret": secret, "service": parts.hostname}
            return SmsAccount("ovh", {**keys, **more})
    raise ValueError("SMS_URL")
