"""The gateway as tests use it: its accounts, its faults, its phones.

    with SmsGateway.start() as gateway:
        gateway.set_faults(lose_answer=1)
        post_sms(sms, reference="1", accounts=[SmsAccount("brevo", gateway.credentials("brevo"))])

Faults are listed in faults.py, settings in store.py. The accounts' addresses are on the loopback: the product
speaks there only under settings.DEMO, or when the address is settings.SMS_URL.
"""

from typing import Any

from tests.counterparts.counterpart import Counterpart, counted
from tests.counterparts.sms_gateway.dialects import BREVO_KEY, NETSIZE, OVH

TEMPLATE_BODY = (
    '{"to": "{to}", "text": "{text}", "sender": "{sender}", '
    '"reference": "{reference}", "minutes": {validity}}'
)


class SmsGateway(Counterpart):
    package = "sms_gateway"

    @property
    def sms_url(self) -> str:
        """For settings.SMS_URL."""
        return f"{self.origin}/http"

    def credentials(self, driver: str) -> dict[str, str]:
        """Those of an account that works, at this gateway."""
        own: dict[str, dict[str, str]] = {
            "http": {},
            "brevo": {"api_key": BREVO_KEY},
            "ovh": OVH,
            "netsize": {"username": NETSIZE[0], "password": NETSIZE[1]},
            "template": {
                "body": TEMPLATE_BODY,
                "headers": "Content-Type: application/json",
                "id_path": "messages.0.id",
            },
        }
        return {**own[driver], "url": f"{self.origin}/{driver}"}

    def configure(self, **changes: Any) -> None:
        """`callback`, `forward`, `latency_seconds`, `hang_seconds`, `credit`."""
        self.steer("PUT", "", changes)

    def set_faults(self, *always: str, **times: int) -> None:
        """Replaces the faults in force. `error-500@brevo` strikes one dialect; `error_500=2` strikes twice."""
        self.steer("POST", "fautes", counted(always, times))

    def clear(self) -> None:
        """Forgets messages, reports, faults and settings."""
        self.steer("POST", "oublier")

    def sent(self) -> list[dict[str, Any]]:
        """What phones really received, oldest first: id, dialect, to, text, sender, reference, minutes, reports."""
        sent: list[dict[str, Any]] = self.steer("GET", "messages").json()["sent"]
        return sent

    def asked(self) -> int:
        """How many times it was asked a message, whatever became of it."""
        return int(self.steer("GET", "messages").json()["asked"])

    def say(self, dialect: str, sender: str, text: str, *, to: str = "38069", reference: str = "") -> str:
        """A phone writes: posted to the callback. Returns its id."""
        told = {"dialect": dialect, "from": sender, "to": to, "text": text, "reference": reference}
        return str(self.steer("POST", "reponses", told).json()["id"])

    def release_reports(self) -> int:
        """Those that were late leave now."""
        return int(self.steer("POST", "rapports").json()["released"])

    def told(self, count: int = 0) -> list[dict[str, Any]]:
        """Calls made to the callback and to the mailbox (kind, url, status), once there are `count` of them."""
        answer: list[dict[str, Any]] = self.steer("GET", f"rapports?attendre={count}").json()
        assert len(answer) >= count, f"{len(answer)} calls instead of {count}"
        return answer
