"""Opaque references for URLs: what identifies a thing outside never says how many there are."""

import secrets

# No 0/O, 1/I/l: a reference may be read aloud on the phone.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def new_token() -> str:
    """A link token: 16 characters of 57, about 93 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(16))
