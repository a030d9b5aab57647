from collections.abc import Callable
from decimal import Decimal

import pytest

from foundation.courier.failures import TemporaryFailure
from foundation.courier.sms import SmsAccount, credit
from tests.counterparts.sms_gateway.client import SmsGateway

type Account = Callable[[str], SmsAccount]


@pytest.mark.parametrize("driver", ["brevo", "ovh"])
def test_what_is_left_is_told(gateway: SmsGateway, account: Account, driver: str) -> None:
    gateway.configure(credit="39.5")
    assert credit(account(driver)) == Decimal("39.5")


@pytest.mark.parametrize("driver", ["http", "netsize", "template"])
def test_some_carriers_do_not_tell(account: Account, driver: str) -> None:
    assert credit(account(driver)) is None


def test_a_wrong_key_is_no_credit_of_zero(account: Account) -> None:
    own = {**account("brevo").credentials, "api_key": "autre"}
    with pytest.raises(TemporaryFailure, match=r"^sms-401$"):
        credit(SmsAccount("brevo", own))
