"""The receipt of a demand that met nothing free, as a tagged PDF (PDF/UA-1)."""

import json
from typing import Any

import typst
from django.template.loader import render_to_string

TEMPLATE = "booking/citizens/recepisse.typ"


def unmet_pdf(told: dict[str, Any]) -> bytes:
    """`told`: texts only, as the page shows them."""
    pdf = typst.compile(
        render_to_string(TEMPLATE).encode(),
        sys_inputs={"recepisse": json.dumps(told)},
        # The library knows this one, its types do not yet.
        pdf_standards=["ua-1"],  # type: ignore[list-item]
        ignore_system_fonts=True,
    )
    return bytes(pdf)
