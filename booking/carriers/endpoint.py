import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import HttpResponse
from rest_framework.request import Request

from foundation.courier.returns import acknowledgement
from foundation.errors import Refusal
from foundation.web.endpoints import Endpoint
from foundation.web.machines import MethodRefused

# What carriers post is far smaller.
LARGEST = 65_536

logger = logging.getLogger(__name__)


class KeyRefused(Refusal):
    code = "cle-inconnue"
    sentence = "Cette adresse n’est pas celle qui vous a été donnée."
    status = 401


class TooLarge(Refusal):
    code = "trop-volumineux"
    sentence = "Ce message dépasse la taille acceptée."
    status = 413


@dataclass(frozen=True, slots=True)
class Told:
    """What was posted, unread: a stranger's."""

    driver: str
    body: bytes
    headers: Mapping[str, str]
    query: Mapping[str, str]


class Incoming(Endpoint):
    """Subclasses say which key opens, and `keep` what is told: it writes, publishes, and never acts. Told twice, it is
    kept once. What is not understood is taken all the same: a carrier told « no » only repeats itself.
    """

    authentication_classes = []
    # Carriers that cannot post put everything in the address.
    http_method_names = ["get", "post"]
    largest: ClassVar[int] = LARGEST

    def get(self, request: Request, key: str, driver: str) -> HttpResponse:
        return self.take(request, key, driver)

    def post(self, request: Request, key: str, driver: str) -> HttpResponse:
        return self.take(request, key, driver)

    def take(self, request: Request, key: str, driver: str) -> HttpResponse:
        expected = self.expected_key()
        if not expected or not secrets.compare_digest(key.encode(), expected.encode()):
            logger.warning("carrier with a wrong key", extra={"driver": driver[:20]})
            raise KeyRefused
        asked = request._request
        if int(asked.META.get("CONTENT_LENGTH") or 0) > self.largest:
            raise TooLarge
        self.keep(Told(driver, asked.body, asked.headers, asked.GET.dict()))
        answer = acknowledgement(driver)
        return HttpResponse(
            answer.body, content_type=answer.content_type, headers={"Cache-Control": "no-store"}
        )

    def expected_key(self) -> str:
        """Empty: nobody may post here."""
        raise NotImplementedError

    def keep(self, told: Told) -> None:
        raise NotImplementedError

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """Whatever they say they would like to read."""
        return super().perform_content_negotiation(request, force=True)

    def http_method_not_allowed(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        raise MethodRefused
