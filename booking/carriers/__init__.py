"""The carriers' door: what they report, and what people answer. No cookie, no session: a key in the address."""
