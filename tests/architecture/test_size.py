"""Small rooms: a file over 200 lines is cut at the next visit, over 300 it does not land."""

import ast
import subprocess
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
# Data generators are long lists, not code to read.
SPARED = ("tests/benchmarks/",)
MEANINGLESS = {"utils", "helpers", "common", "misc", "services", "managers", "signals", "core"}


def our_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=True,
    )
    names = [
        name
        for name in listed.stdout.splitlines()
        if "/migrations/" not in name and not name.startswith(SPARED)
    ]
    return [HOUSE / name for name in names if (HOUSE / name).exists()]


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    long = {str(file.relative_to(HOUSE)): len(file.read_text().splitlines()) for file in our_files()}
    assert {name: length for name, length in long.items() if length > 300} == {}


def test_no_function_is_longer_than_fifty_lines() -> None:
    long = []
    for file in our_files():
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > 50:
                    long.append(f"{file.relative_to(HOUSE)}:{node.name} ({length})")
    assert long == []


def test_no_room_is_named_after_nothing() -> None:
    assert [str(file) for file in our_files() if MEANINGLESS & {file.stem, file.parent.name}] == []


@pytest.mark.parametrize("mark", ["TO" + "DO", "FIX" + "ME"])
def test_nothing_is_left_for_later(mark: str) -> None:
    assert [str(file) for file in our_files() if mark in file.read_text()] == []


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {file.parent for file in our_files() if file.is_relative_to(HOUSE / "tests")}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []
