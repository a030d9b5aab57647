"""What is printed, as a tagged PDF (PDF/UA-1)."""

import json
from collections.abc import Mapping
from typing import Any

import typst
from django.template.loader import render_to_string


def tagged_pdf(template: str, *, name: str, told: Mapping[str, Any]) -> bytes:
    """`told` is JSON's: the template reads it as the input `name`."""
    pdf = typst.compile(
        render_to_string(template).encode(),
        sys_inputs={name: json.dumps(told)},
        # The library knows this one, its types do not yet.
        pdf_standards=["ua-1"],  # type: ignore[list-item]
        ignore_system_fonts=True,
    )
    return bytes(pdf)
