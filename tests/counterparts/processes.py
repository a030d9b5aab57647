"""What every counterpart keeps to: it knows nothing of the product, and does not outlive whoever started it."""

import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
PRODUCT = {"foundation", "project", "sso", "tenants", "booking", "billing_usage"}


def dies_with_its_parent(source: str) -> bool:
    """`source` is a program that starts the counterpart, prints a line, and waits."""
    parent = subprocess.Popen(
        [sys.executable, "-c", source],
        cwd=HOUSE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with parent:
        assert parent.stdout is not None
        assert parent.stderr is not None
        parent.stdout.readline()
        parent.kill()
        # The counterpart holds the other end of this pipe: reading to its end waits for its death.
        return parent.stderr.read() == b""


def product_imports(counterpart: str) -> list[str]:
    """Lines of that folder that import a package of the product."""
    source = "\n".join(path.read_text() for path in (Path(__file__).parent / counterpart).glob("*.py"))
    lines = [line for line in source.splitlines() if line.startswith(("import ", "from "))]
    return [line for line in lines if line.split()[1].split(".")[0] in PRODUCT]
