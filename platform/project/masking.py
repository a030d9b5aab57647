"""What may leave in a log line or an error report: never an e-mail, a phone number, an address on the
network or a token.

These masks are the last guard. The first one is that our own code never writes personal data in a message.
"""

import re
from collections.abc import Container
from ipaddress import ip_address

# Every pattern below takes a time in proportion to the text: paths come from outside.
LONGEST = 10_000

_PATH_TOKEN = re.compile(r"/(r|a|i|attente|ecran|retours)/[^/\s?#\"'<>]+")
_QUERY = re.compile(r"(?<=/)\?[^\s\"'<>]+|\?[\w%.~+\[\]-]+=[^\s\"'<>]*")
_CREDENTIALS = re.compile(r"://[^/\s@]+@")
_NAMED_SECRET = re.compile(
    r"(?i)\b((?:access_|id_|refresh_|csrf)?(?:token|jeton)|csrfmiddlewaretoken|secret|client_secret|secret_key|"
    r"password|passwd|mot_de_passe|api_?key|session_?(?:id|key)|ticket|nonce|signature|authorization|cookie)"
    r"(\"?'?\s*[:=]\s*)(?:(?:bearer|basic)\s+)?[^\s,;&)}\]]+"
)
_BEARER = re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{8,}")
_EMAIL = re.compile(r"(?<![\w.+'%-])[\w.+'%-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?<![\w.])(?:(?:\+|00|%2B)\d(?:[\s().-]{0,2}\d){7,13}|33[1-9]\d{8}|0[1-9](?:[\s.-]?\d{2}){4})(?!\w)"
)
_ADDRESS = re.compile(r"(?<![\w.:])[0-9A-Fa-f:.]{4,45}(?![\w:.])")
_RANDOM = re.compile(r"(?<![\w-])[\w-]{16,}(?![\w-])", re.ASCII)
# A link token (foundation.refs): mixed case, and not a CamelCase name of a class.
_LINK_TOKEN = re.compile(r"(?=.*[a-z])(?=.*[A-Z])(?!(?:[A-Z][a-z]+)+$)[2-9A-HJ-NP-Za-km-z]{16}")
_LONG_TOKEN = re.compile(r"(?=.*\d)(?:[0-9A-Za-z]{24,}|(?=.*[a-z])(?=.*[A-Z])[\w-]{22,})", re.ASCII)
# PostgreSQL repeats the refused row in DETAIL, and the statement in LINE and CONTEXT.
_ROW = re.compile(r"(?s)\b(DETAIL|CONTEXT|LINE \d+):.*")
_QUOTED = re.compile(
    r"(?s)(?<!\w)(?:(?P<mark>['\"])(?P<in>(?:\\.|(?!(?P=mark)(?!\w)).)*)(?:(?P=mark)|\Z)|[«“](?P<fr>[^»”]{0,500})[»”])"
)


def mask(text: str) -> str:
    """`text` without contacts, addresses, tokens, query strings or rows of a table."""
    text = _ROW.sub(r"\1: […]", text[:LONGEST])
    text = _CREDENTIALS.sub("://[…]@", text)
    text = _QUERY.sub("", text)
    text = _PATH_TOKEN.sub(r"/\1/…", text)
    text = _NAMED_SECRET.sub(r"\1\2[jeton]", text)
    text = _BEARER.sub(r"\1 [jeton]", text)
    text = _EMAIL.sub("[courriel]", text)
    text = _PHONE.sub("[téléphone]", text)
    text = _ADDRESS.sub(_address, text)
    return _RANDOM.sub(_random, text)


def mask_path(path: str) -> str:
    """A request's path without query string; what follows `/r/`, `/a/`, `/i/`, `/attente/`, `/ecran/` and `/retours/`
    is a key: it goes.
    """
    return mask(path.partition("?")[0])


def mask_quoted(text: str, *, kept: Container[str] = ()) -> str:
    """An exception quotes the value that was refused: only the words of `kept`, which are code, stay."""
    return _QUOTED.sub(lambda found: found[0] if (found["in"] or found["fr"]) in kept else "« … »", text)


def _address(found: re.Match[str]) -> str:
    bare = found[0].rstrip(".:") if not found[0].endswith("::") else found[0]
    try:
        return found[0].replace(bare, "[adresse]") if ip_address(bare).is_global else found[0]
    except ValueError:
        return found[0]


def _random(found: re.Match[str]) -> str:
    return "[jeton]" if _LINK_TOKEN.fullmatch(found[0]) or _LONG_TOKEN.fullmatch(found[0]) else found[0]
