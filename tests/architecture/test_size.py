"""Small rooms: a file over 200 lines is cut at the next visit, over 300 it does not land."""

import ast
from pathlib import Path

import pytest

from tests.architecture.sources import HOUSE, our_files

# Data generators are long lists, not code to read.
SPARED = HOUSE / "tests/benchmarks"
MEANINGLESS = {"utils", "helpers", "common", "misc", "services", "managers", "signals", "core"}


def modules() -> list[Path]:
    return [
        file
        for file in our_files("*.py")
        if "migrations" not in file.parts and not file.is_relative_to(SPARED)
    ]


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    long = {str(file.relative_to(HOUSE)): len(file.read_text().splitlines()) for file in modules()}
    assert {name: length for name, length in long.items() if length > 300} == {}


def test_no_function_is_longer_than_fifty_lines() -> None:
    long = []
    for file in modules():
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > 50:
                    long.append(f"{file.relative_to(HOUSE)}:{node.name} ({length})")
    assert long == []


def test_no_room_is_named_after_nothing() -> None:
    assert [str(file) for file in modules() if MEANINGLESS & {file.stem, file.parent.name}] == []


@pytest.mark.parametrize("mark", ["TO" + "DO", "FIX" + "ME"])
def test_nothing_is_left_for_later(mark: str) -> None:
    assert [str(file) for file in modules() if mark in file.read_text()] == []


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {file.parent for file in modules() if file.is_relative_to(HOUSE / "tests")}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []
