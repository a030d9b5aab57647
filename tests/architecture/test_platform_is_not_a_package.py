"""Decision 0001: `platform/` must never shadow Python's own module."""

import importlib.util
import platform
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
PACKAGES = ["foundation", "project", "sso", "tenants", "booking", "billing_usage"]


def test_platform_holds_no_python_file_but_manage() -> None:
    assert [file.name for file in (HOUSE / "platform").glob("*.py")] == ["manage.py"]


def test_the_imported_platform_is_python_s_own() -> None:
    assert Path(platform.__file__ or "").parent == Path(sysconfig.get_path("stdlib"))


@pytest.mark.parametrize("folder", [HOUSE, HOUSE / "platform", HOUSE / "tests", Path("/")], ids=str)
def test_a_fresh_interpreter_finds_python_s_own_platform(folder: Path) -> None:
    code = "import platform, uuid; print(platform.python_version())"
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == platform.python_version()


def test_no_package_of_ours_bears_a_name_of_the_standard_library() -> None:
    assert not set(PACKAGES) & set(sys.stdlib_module_names)


@pytest.mark.parametrize("name", PACKAGES)
def test_our_packages_are_ours_and_no_dependency_s(name: str) -> None:
    spec = importlib.util.find_spec(name)
    assert spec is not None
    assert spec.origin is not None
    assert Path(spec.origin).is_relative_to(HOUSE)


def test_the_wheel_ships_the_packages_that_exist() -> None:
    shipped = tomllib.loads((HOUSE / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"][
        "wheel"
    ]
    found = {
        str(init.parent.relative_to(HOUSE))
        for root in (HOUSE, HOUSE / "platform")
        for init in root.glob("*/__init__.py")
    } - {"tests"}
    assert set(shipped["packages"]) == found
