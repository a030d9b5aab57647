"""The server of addresses as tests use it: its faults, and what it was asked."""

from tests.counterparts.counterpart import Counterpart


class Addresses(Counterpart):
    package = "addresses"

    def break_down(self, fault: str) -> None:
        """Until `mend`; names are in web.py. What was asked before is forgotten."""
        self.steer("POST", "", {"fault": fault})

    def mend(self) -> None:
        self.steer("POST", "", {})

    def asked(self) -> list[dict[str, str]]:
        """Every search since the last change, oldest first."""
        found: list[dict[str, str]] = self.steer("GET", "demandes").json()
        return found
