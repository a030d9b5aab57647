"""Where a sign-in leads: a path of this very host, never elsewhere."""

import re

from django.utils.http import url_has_allowed_host_and_scheme

AFTER_SIGN_IN = "/agent/"
LONGEST = 2_000

# Neither `//host`, nor what a browser reads as a slash or drops: backslashes, control characters, spaces.
_LOCAL = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f-\xa0]*")
# The way in and the way out are no place to arrive at.
_DOORS = ("/sso/", "/connexion/", "/deconnexion/")


def safe_path(typed: str, *, default: str = AFTER_SIGN_IN) -> str:
    ours = (
        len(typed) <= LONGEST
        and _LOCAL.fullmatch(typed)
        and url_has_allowed_host_and_scheme(typed, allowed_hosts=None)
        and not typed.startswith(_DOORS)
    )
    return typed if ours else default
