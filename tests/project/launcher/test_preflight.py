import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from project.env import ConfigurationError
from project.launcher.ports import free_ports
from project.launcher.preflight import check_database, check_redis
from tests.project.launcher.running import holding, state_root

NO_EXTENSION = "options=-c%20extension_control_path%3D/nulle-part"


def _refusal(url: str) -> str:
    with pytest.raises(ConfigurationError) as refused:
        check_database(url)
    return str(refused.value)


def test_a_server_that_fits_is_accepted_and_one_without_btree_gist_is_not() -> None:
    with state_root() as root, holding(root) as holder:
        check_database(holder.database_url)
        check_redis(holder.environ["RDV_EMBEDDED_REDIS_URL"])
        assert "btree_gist" in _refusal(f"{holder.database_url}&{NO_EXTENSION}")
        assert "n’a pas de base «\u00a0absente\u00a0»" in _refusal(
            holder.database_url.replace("/postgres?", "/absente?")
        )
        assert "utilisateur «\u00a0personne\u00a0»" in _refusal(
            holder.database_url.replace("postgres@", "personne@")
        )
        with pytest.raises(ConfigurationError, match="refuse l’utilisateur ou le mot de passe"):
            check_redis(holder.environ["RDV_EMBEDDED_REDIS_URL"].replace("redis://:", "redis://:faux"))


def test_a_postgresql_too_old_is_refused_in_a_sentence() -> None:
    with _server_of_version("14.9") as port:
        said = _refusal(f"postgresql://rdv:s3cr3t@127.0.0.1:{port}/rdv")
    assert said == (
        "DATABASE_URL désigne un PostgreSQL 14, trop ancien\u00a0: il faut la version 15 ou une plus récente."
    )


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        (
            "postgresql://rdv:s3cr3t@127.0.0.1:{port}/rdv",
            "aucun PostgreSQL ne répond sur 127.0.0.1, port {port}",
        ),
        ("postgresql://rdv:s3cr3t@/rdv?host=/nulle/part", "aucun PostgreSQL ne répond sur /nulle/part"),
        ("postgresql://rdv:s3cr3t@hote.invalid/rdv", "le serveur hote.invalid, port 5432 est introuvable"),
        ("mysql://rdv:s3cr3t@hote/rdv", "doit commencer par postgresql://"),
    ],
)
def test_a_wrong_address_is_explained_without_the_password(url: str, sentence: str) -> None:
    port = free_ports(1)[0]
    said = _refusal(url.format(port=port))
    assert sentence.format(port=port) in said
    assert "s3cr3t" not in said
    assert "\n" not in said


@pytest.mark.parametrize("url", ["redis://127.0.0.1:{port}/0", "http://127.0.0.1/", "redis://h:o:t/0"])
def test_a_wrong_broker_is_explained(url: str) -> None:
    with pytest.raises(ConfigurationError, match="REDIS_URL"):
        check_redis(url.format(port=free_ports(1)[0]))


@contextmanager
def _server_of_version(version: str) -> Iterator[int]:
    """The beginning of PostgreSQL's protocol, as a server of another age speaks it."""
    parameter = f"server_version\0{version}\0".encode()
    greeting = b"R" + struct.pack("!II", 8, 0)
    greeting += b"S" + struct.pack("!I", 4 + len(parameter)) + parameter
    greeting += b"Z" + struct.pack("!I", 5) + b"I"

    def answer() -> None:
        connection, _ = listener.accept()
        with connection:
            # Each question about encryption is 8 bytes long and refused; then comes the start-up message.
            while len(connection.recv(1024)) == 8:
                connection.sendall(b"N")
            connection.sendall(greeting)
            connection.recv(1024)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=answer)
        thread.start()
        yield listener.getsockname()[1]
        thread.join(10)
