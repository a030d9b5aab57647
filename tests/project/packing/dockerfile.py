"""A Dockerfile read without Docker: stages, each a list of (instruction, rest of the line)."""

from pathlib import Path

Stage = list[tuple[str, str]]


def stages(file: Path) -> list[Stage]:
    found: list[Stage] = []
    for line in _joined(file.read_text()):
        word, _, rest = line.partition(" ")
        if word.upper() == "FROM":
            found.append([])
        found[-1].append((word.upper(), " ".join(rest.split())))
    return found


def values(stage: Stage, word: str) -> list[str]:
    return [rest for name, rest in stage if name == word]


def _joined(text: str) -> list[str]:
    lines = (line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))
    return [line for line in "\n".join(lines).replace("\\\n", " ").splitlines() if line.strip()]
