"""The receipt of a demand that met nothing free, as a PDF."""

from booking.queries.tagged_pdf import tagged_pdf

TEMPLATE = "booking/citizens/recepisse.typ"


def unmet_pdf(told: dict[str, str]) -> bytes:
    """`told`: texts only, as the page shows them."""
    return tagged_pdf(TEMPLATE, name="recepisse", told=told)
