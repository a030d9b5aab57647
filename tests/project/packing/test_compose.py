"""The compose file: complete, pinned, and honest about what is not a secret."""

import re
from typing import Any

import pytest
import yaml

from project import env as environment
from project.cli.up import ROLES
from project.connections import mailer, parameters
from tests.project.packing.variables import HOUSE, read_by_the_service

TEXT = (HOUSE / "platform" / "compose.yaml").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ["migration", "web", "worker", "beat"]
THEIRS = ["base", "cache", "courrier"]
DEFAULT = re.compile(r"\$\{(?P<name>\w+):-(?P<value>[^}]*)\}")


def environ(service: str) -> dict[str, str]:
    """As a machine that gives no variable of its own sees it."""
    given: dict[str, str] = SERVICES[service]["environment"]
    return {name: DEFAULT.sub(lambda found: found["value"], value) for name, value in given.items()}


def test_every_part_is_there() -> None:
    assert set(SERVICES) == {*OURS, *THEIRS}


@pytest.mark.parametrize("service", OURS)
def test_only_variables_that_the_service_reads_are_given(service: str) -> None:
    assert set(environ(service)) <= read_by_the_service()


@pytest.mark.parametrize("service", OURS)
def test_what_is_given_is_a_valid_environment(service: str) -> None:
    read = environment.read(environ(service))
    assert parameters(read.database_url)["HOST"] == "base"
    assert mailer(read.email_url)["OPTIONS"]["host"] == "courrier"
    assert read.redis_url == "redis://cache:6379/0"
    assert not read.demo


def test_each_process_has_its_command() -> None:
    assert {name: SERVICES[name]["command"] for name in OURS} == {
        "migration": ["rdv", "migrate"],
        "web": ["rdv", "up", "web"],
        "worker": ["rdv", "up", "worker"],
        "beat": ["rdv", "up", "beat"],
    }
    assert {"web", "worker", "beat"} <= set(ROLES)


def test_the_migration_runs_once_before_the_others() -> None:
    assert SERVICES["migration"]["restart"] == "no"
    for name in ("web", "worker", "beat"):
        assert SERVICES[name]["depends_on"]["migration"]["condition"] == "service_completed_successfully"
    for server in ("base", "cache"):
        assert SERVICES["migration"]["depends_on"][server]["condition"] == "service_healthy"


@pytest.mark.parametrize("service", [*THEIRS, "web"])
def test_whoever_opens_a_port_says_how_it_is(service: str) -> None:
    assert SERVICES[service]["healthcheck"]["test"][0] == "CMD"


@pytest.mark.parametrize("service", THEIRS)
def test_foreign_images_are_pinned_to_a_version(service: str) -> None:
    assert re.fullmatch(r"[\w/.-]+:v?\d[\w.-]*", SERVICES[service]["image"])


def test_postgresql_18_keeps_its_data_where_its_image_wants_it() -> None:
    assert SERVICES["base"]["image"] == "postgres:18"
    assert SERVICES["base"]["volumes"] == ["base:/var/lib/postgresql"]


def test_data_lives_in_named_volumes() -> None:
    mounted = {each.split(":")[0] for service in SERVICES.values() for each in service.get("volumes", [])}
    assert mounted == set(COMPOSE["volumes"])


def test_every_default_of_a_secret_says_that_it_is_one_for_trials() -> None:
    secrets = {found["name"]: found["value"] for found in DEFAULT.finditer(TEXT) if found["name"] != "EXTRAS"}
    assert set(secrets) == {"POSTGRES_PASSWORD", "SECRET_KEY"}
    assert all(value.startswith("dev-seulement") for value in secrets.values())


def test_nothing_listens_beyond_this_machine() -> None:
    ports = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


@pytest.mark.parametrize("service", OURS)
def test_our_containers_have_no_right_to_spare(service: str) -> None:
    assert SERVICES[service]["read_only"] is True
    assert SERVICES[service]["cap_drop"] == ["ALL"]
    assert SERVICES[service]["security_opt"] == ["no-new-privileges:true"]
