"""Where a sign-in leads: a path of this very host, never elsewhere."""

from django.utils.http import url_has_allowed_host_and_scheme

AFTER_SIGN_IN = "/agent/"


def safe_path(typed: str) -> str:
    ours = typed.startswith("/") and url_has_allowed_host_and_scheme(typed, allowed_hosts=None)
    return typed if ours else AFTER_SIGN_IN
