"""The colours of an administration's e-mails, and the inlining of their style sheet."""

from css_inline import CSSInliner
from django.conf import settings

from foundation.tenancy import CurrentTenant
from foundation.web.skins.accent import AccentTokens, accent_tokens
from foundation.web.skins.face import skin_for

# Those of the two skins, for an administration that chose no colour and for the State's.
NEUTRAL_ACCENT = "#0d5f5a"
STATE_ACCENT = "#000091"

# Rules for dark rooms and small screens cannot be inlined: they stay in the head.
INLINER = CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


def letter_accent(tenant: CurrentTenant, host: str) -> AccentTokens:
    if skin_for(host, settings.STATE_DOMAIN) == "etat":
        return accent_tokens(STATE_ACCENT)
    return accent_tokens(tenant.accent or NEUTRAL_ACCENT)
