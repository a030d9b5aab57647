"""An address typed without its final slash leads to the page."""

from django.http import HttpRequest
from django.middleware.common import CommonMiddleware


class SlashMiddleware(CommonMiddleware):
    def should_redirect_with_slash(self, request: HttpRequest) -> bool:
        """Reading only: a redirection loses what a form sent."""
        return request.method in {"GET", "HEAD"} and super().should_redirect_with_slash(request)
