"""An administration's own accounts report to its own host."""

from booking.carriers.endpoint import Incoming, Told
from booking.carriers.keeping import keep_report, keep_sms
from booking.queries.message_settings import message_settings
from foundation import clock
from foundation.courier.early import keep_early
from foundation.courier.returns import inbound, reports
from foundation.tenancy import current


class OwnAddress(Incoming):
    def expected_key(self) -> str:
        return message_settings().inbound_key

    def keep_reports(self, told: Told) -> int:
        found = reports(told.driver, told.body, told.headers, told.query)
        for each in found:
            keep_early(each, carrier=told.driver, whose=current().id)
            keep_report(told.driver, each, now=clock.now())
        return len(found)

    def keep_answers(self, told: Told) -> int:
        found = inbound(told.driver, told.body, told.headers, told.query)
        for each in found:
            keep_sms(told.driver, each, now=clock.now())
        return len(found)


class OwnReports(OwnAddress):
    """Some carriers know one address only: what is no report may be an answer."""

    def keep(self, told: Told) -> None:
        if not self.keep_reports(told):
            self.keep_answers(told)


class OwnAnswers(OwnAddress):
    def keep(self, told: Told) -> None:
        if not self.keep_answers(told):
            self.keep_reports(told)
