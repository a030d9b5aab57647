"""The variables that the product reads, found in its code: a name set by a package and read by no one is a mistake."""

import ast
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[3]
READERS = {"get", "_need", "_switch", "_number"}


def read_by(*files: str) -> set[str]:
    """Names asked of the environment in `files`, by `environ.get(…)` or one of the readers beside it."""
    names: set[str] = set()
    for file in files:
        for node in ast.walk(ast.parse((HOUSE / file).read_text())):
            if isinstance(node, ast.Call) and _called(node) in READERS:
                names |= {
                    each.value
                    for each in node.args
                    if isinstance(each, ast.Constant) and isinstance(each.value, str) and each.value.isupper()
                }
    return names


def read_by_the_service() -> set[str]:
    return read_by("platform/project/env.py", "platform/project/cli/up.py")


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""
