"""How often one program may ask for a token: each lasts an hour, for one administration."""

from typing import Any

from foundation.web.quotas import Quota


class TokensByProgram(Quota):
    """Asked once the secret is checked: whoever only knows the identifier of a program cannot shut it out."""

    scope = "tokens"
    rate = "120/min"

    def get_cache_key(self, request: Any, view: Any = None) -> str:
        return f"throttle:tokens:{request.client.pk}"
