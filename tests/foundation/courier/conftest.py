from collections.abc import Callable

import pytest
from django.core.cache import caches

from foundation.courier.sms import SmsAccount
from tests.counterparts.sms_gateway.client import SmsGateway


@pytest.fixture
def account(gateway: SmsGateway) -> Callable[[str], SmsAccount]:
    return lambda driver: SmsAccount(driver, gateway.credentials(driver))


@pytest.fixture(autouse=True)
def _no_memory_of_carriers() -> None:
    caches["shared"].clear()
