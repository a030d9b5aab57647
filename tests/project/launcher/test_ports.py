import socket

from project.launcher.ports import free_ports, preferred


def test_a_busy_port_is_replaced_by_a_free_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        chosen = preferred(port)
        assert chosen != port
        assert preferred(chosen) == chosen


def test_a_port_busy_on_every_address_is_busy_for_us() -> None:
    with socket.create_server(("0.0.0.0", 0)) as busy:  # noqa: S104
        assert preferred(busy.getsockname()[1]) != busy.getsockname()[1]


def test_free_ports_differ() -> None:
    ports = free_ports(5)
    assert len(set(ports)) == 5
