"""What the house is made of, as git lists it."""

import subprocess
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]


def our_files(*patterns: str) -> list[Path]:
    """Tracked, or about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=True,
    )
    # A file taken away is listed until git is told.
    return [file for name in listed.stdout.splitlines() if (file := HOUSE / name).is_file()]
