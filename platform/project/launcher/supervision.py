"""Several processes kept together: when one ends, all end; they stop before the servers they use."""

import http.client
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from project.launcher.children import Child, stop_all
from project.launcher.refusals import CannotStart
from project.launcher.stopping import undisturbed

SECONDS_TO_ANSWER = 90


class Household:
    """`counterparts` are what the product speaks to (a mailbox): they stop after it."""

    def __init__(self) -> None:
        self.children: list[Child] = []
        self.counterparts: list[Child] = []

    def add(self, child: Child) -> Child:
        self.children.append(child)
        return child

    def add_counterpart(self, child: Child) -> Child:
        self.counterparts.append(child)
        return child

    def check(self) -> None:
        """Raises CannotStart when one of them has ended."""
        for child in [*self.counterparts, *self.children]:
            if not child.alive:
                raise child.failure()

    def watch(self) -> NoReturn:
        """Ends by Stopped (a signal) or CannotStart (a process ended)."""
        while True:
            self.check()
            time.sleep(0.3)

    def wait_for_page(self, port: int, host: str, path: str) -> None:
        deadline = time.monotonic() + SECONDS_TO_ANSWER
        status: int | str = "aucune réponse"
        while time.monotonic() < deadline:
            self.check()
            try:
                status = _status(port, host, path)
            except OSError:
                time.sleep(0.1)
                continue
            if status == http.HTTPStatus.OK:
                return
            time.sleep(0.2)
        raise CannotStart(f"La page http://{host}:{port}{path} ne s’affiche pas ({status}).")


@contextmanager
def household() -> Iterator[Household]:
    kept = Household()
    try:
        yield kept
    finally:
        with undisturbed():
            stop_all(kept.children)
            stop_all(kept.counterparts)


def _status(port: int, host: str, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path, headers={"Host": f"{host}:{port}"})
        return connection.getresponse().status
    except http.client.HTTPException as error:
        raise ConnectionError(str(error)) from error
    finally:
        connection.close()
