"""A process of its own: it leaves nothing behind, and knows nothing of the product."""

import subprocess
import sys
from pathlib import Path

from tests.counterparts.sms_gateway.client import HOUSE


def test_it_dies_with_its_parent() -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT],
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
        # The gateway holds the other end of this pipe: reading to its end waits for its death.
        assert parent.stderr.read() == b""


def test_it_imports_no_product_package() -> None:
    source = "\n".join(path.read_text() for path in Path(__file__).parent.glob("sms_gateway/*.py"))
    lines = [line for line in source.splitlines() if line.startswith(("import ", "from "))]
    assert not [line for line in lines if line.split()[1].split(".")[0] in PRODUCT]


PARENT = """
from tests.counterparts.sms_gateway.client import SmsGateway
with SmsGateway.start() as gateway:
    print(gateway.pid, flush=True)
    input()
"""
PRODUCT = {"foundation", "project", "sso", "tenants", "booking", "billing_usage"}
