"""A process of its own: it leaves nothing behind, and knows nothing of the product."""

from tests.counterparts.processes import dies_with_its_parent, product_imports


def test_it_dies_with_its_parent() -> None:
    assert dies_with_its_parent(PARENT)


def test_it_imports_no_product_package() -> None:
    assert product_imports("hub") == []


PARENT = """
from tests.counterparts.hub.client import Hub
with Hub.start() as hub:
    print(hub.pid, flush=True)
    input()
"""
