"""The demonstration: servers, mailbox, data, the three processes, in order; and everything back down."""

import os
import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from project import env as environment
from project.launcher import programs
from project.launcher.children import Child
from project.launcher.ports import free_ports, preferred
from project.launcher.progress import Progress
from project.launcher.refusals import AlreadyRunning
from project.launcher.servers import URLS, embedded, start_over
from project.launcher.state import HOUSE, StateFolder
from project.launcher.supervision import Household, household

PORT = 8000
HOST_IN_TEXT = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.localhost\b")
READY = "/sante/pret/"
CONTENT = "project.demo.content"


@dataclass
class Demo:
    """A demonstration that answers. `accounts` is the text to show: addresses and ways to sign in."""

    state: StateFolder
    environ: dict[str, str]
    port: int
    progress: Progress
    household: Household
    accounts: str = ""

    @property
    def domain(self) -> str:
        return self.environ.get("RDV_DOMAIN", "rdv.localhost")

    def start(self, name: str, command: list[str]) -> Child:
        return Child(name, command, log=self.state.logs / f"{name}.log", env=self.environ, cwd=HOUSE)

    @contextmanager
    def aside(self, name: str, command: list[str]) -> Iterator[Child]:
        """A process that ends by itself, and in any case with the block."""
        child = self.start(name, command)
        try:
            yield child
        finally:
            child.kill_group()

    def run(self, label: str, name: str, command: list[str]) -> None:
        with self.progress.step(label), self.aside(name, command) as child:
            child.wait()


@contextmanager
def running_demo(name: str, *, fresh: bool, port: int = PORT) -> Iterator[Demo]:
    """Everything up and answering until the block ends. Raises AlreadyRunning, CannotStart."""
    refuse_real_database(os.environ)
    # Its own servers, whatever another command announced in this shell.
    for announced in URLS.values():
        os.environ.pop(announced, None)
    progress, state = Progress(), StateFolder(name)
    if not state.take():
        where = (state.announced() or {}).get(
            "RDV_DEMO_ADDRESS", "son adresse s’affichera dans l’autre fenêtre"
        )
        raise AlreadyRunning(f"La démonstration est déjà lancée : {where}")
    try:
        if fresh:
            start_over(state)
        with embedded(state, rebuild=True, progress=progress) as environ, household() as kept:
            demo = Demo(state, environ, preferred(port), progress, kept)
            _announce(demo)
            _open_mailbox(demo)
            _open_phones(demo)
            _prepare(demo)
            _open_identities(demo)
            _open_doors(demo)
            yield demo
            progress.say("\nArrêt des processus…")
    finally:
        state.release()


def refuse_real_database(environ: Mapping[str, str]) -> None:
    """The demonstration opens an identity server without password: never in front of a real database."""
    own = {
        "RDV_DEMO": "1",
        "SECRET_KEY": "-",
        "RDV_EMBEDDED_DATABASE_URL": "-",
        "RDV_EMBEDDED_REDIS_URL": "-",
    }
    environment.read({**environ, **own})


def _announce(demo: Demo) -> None:
    """What every process of the demonstration is told, and whoever joins it: `rdv tenant list` may, from here on."""
    smtp, http, identities, phones = free_ports(4)
    demo.environ |= {
        "RDV_DEMO": "1",
        "RDV_HTTPS": "0",
        "RDV_PORT": str(demo.port),
        "RDV_DEMO_ADDRESS": f"http://{demo.domain}:{demo.port}/",
        "RDV_MAILBOX_URL": f"http://127.0.0.1:{http}/",
        "RDV_MAILBOX_SMTP_PORT": str(smtp),
        "EMAIL_URL": f"smtp://127.0.0.1:{smtp}",
        # Its carrier shows each SMS in the mailbox, reports it delivered, and lets phones answer.
        "SMS_URL": f"http://127.0.0.1:{phones}/http?replies=1",
        "RDV_RETURNS_KEY": secrets.token_hex(16),
        "RDV_PHONES_KEY": secrets.token_hex(16),
        "RDV_IDENTITIES_URL": f"http://127.0.0.1:{identities}/",
    }
    for profile in ("proconnect", "franceconnect"):
        demo.environ |= {
            f"{profile.upper()}_ISSUER": f"http://127.0.0.1:{identities}/{profile}/api/v2",
            f"{profile.upper()}_CLIENT_ID": "demonstration",
            f"{profile.upper()}_CLIENT_SECRET": secrets.token_urlsafe(24),
        }
    demo.state.announce(
        {name: value for name, value in demo.environ.items() if os.environ.get(name) != value}
    )


def _open_mailbox(demo: Demo) -> None:
    http = str(urlsplit(demo.environ["RDV_MAILBOX_URL"]).port)
    smtp = demo.environ["RDV_MAILBOX_SMTP_PORT"]
    mailbox = programs.module("tests.counterparts.mailbox", "--smtp-port", smtp, "--http-port", http)
    with demo.progress.step("Boîte aux lettres de démonstration"):
        demo.household.add_counterpart(demo.start("mailbox", mailbox)).wait_for_line("ready")


def _open_phones(demo: Demo) -> None:
    returns = (
        f"http://{demo.domain}:{demo.port}/retours/{demo.environ['RDV_RETURNS_KEY']}/{{dialect}}/accuses/"
    )
    port = str(urlsplit(demo.environ["SMS_URL"]).port)
    options = {
        "--http-port": port,
        "--key": demo.environ["RDV_PHONES_KEY"],
        "--forward": f"{demo.environ['RDV_MAILBOX_URL']}sms",
        "--callback": returns,
    }
    gateway = programs.module(
        "tests.counterparts.sms_gateway", *(word for pair in options.items() for word in pair)
    )
    with demo.progress.step("Opérateur SMS de démonstration"):
        demo.household.add_counterpart(demo.start("phones", gateway)).wait_for_line("ready")


def _open_identities(demo: Demo) -> None:
    """Stands for ProConnect and FranceConnect: who can sign in is written in a file that it reads once."""
    http = str(urlsplit(demo.environ["RDV_IDENTITIES_URL"]).port)
    file = demo.state.path / "identities.json"
    with demo.progress.step("Serveur d’identités de démonstration"):
        with demo.aside("identities-list", programs.module(CONTENT, "--identities")) as listing:
            listing.wait()
            file.write_text(listing.output())
        server = programs.module("tests.counterparts.identity", "--config", str(file), "--http-port", http)
        demo.household.add_counterpart(demo.start("identities", server)).wait_for_line("ready")


def _prepare(demo: Demo) -> None:
    # Two cores: files and database are prepared side by side.
    with demo.aside("assets", programs.module("project.launcher.assets")) as assets:
        demo.run("Base de données et migrations", "migrate", programs.rdv("migrate"))
        demo.run("Administrations et rendez-vous d’exemple", "content", programs.module(CONTENT))
        with demo.progress.step("Fichiers statiques"):
            assets.wait()


def _open_doors(demo: Demo) -> None:
    commands = {
        "web": programs.web(demo.port, host="127.0.0.1", workers=2),
        "worker": programs.worker(concurrency=2),
        "beat": programs.beat(),
    }
    with demo.progress.step("Web, messages et tâches périodiques"):
        for name, command in commands.items():
            demo.household.add(demo.start(name, command))
        with demo.aside("accounts", programs.module(CONTENT, "--accounts")) as accounts:
            accounts.wait()
            demo.accounts = accounts.output().strip()
        demo.household.wait_for_page(demo.port, demo.domain, READY)
        for host in _one_tenant(demo):
            demo.household.wait_for_page(demo.port, host, "/")


def _one_tenant(demo: Demo) -> list[str]:
    """An administration's host, taken from the text that shows the accounts."""
    public = {demo.domain, demo.environ.get("RDV_STATE_DOMAIN", "rdv.gouv.localhost")}
    return [host for host in HOST_IN_TEXT.findall(demo.accounts) if host not in public][:1]
