"""A poster for the door of an office: an address to scan or to type, as a tagged PDF."""

from io import BytesIO

import segno

from booking.queries.tagged_pdf import tagged_pdf

TEMPLATE = "booking/citizens/affiche.typ"


def poster_pdf(*, administration: str, title: str, address: str, phone: str) -> bytes:
    """`address` is what the code holds and what is written under it; `phone` may be empty."""
    told = {
        "administration": administration,
        "titre": title,
        "adresse": address,
        "telephone": phone,
        "code": qr_code(address),
    }
    return tagged_pdf(TEMPLATE, name="affiche", told=told)


def qr_code(text: str) -> str:
    """As SVG. A quarter of it may be hidden: a poster is torn, taped, written on."""
    drawn = BytesIO()
    segno.make(text, error="q", micro=False).save(drawn, kind="svg", border=4, xmldecl=False)
    return drawn.getvalue().decode()
