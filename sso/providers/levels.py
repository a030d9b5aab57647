"""Levels of assurance (`acr`), from the weakest. `eidas0` only declares who one is: never enough here."""

LEVELS = ("eidas0", "eidas0-mfa", "eidas1", "eidas1-mfa", "eidas2", "eidas3")
FLOOR = "eidas1"


def at_least(minimum: str) -> list[str]:
    """What may be answered when `minimum` is asked; a value that is not on the scale never is."""
    return list(LEVELS[max(LEVELS.index(minimum), LEVELS.index(FLOOR)) :])


def suffices(acr: str, minimum: str) -> bool:
    return acr in at_least(minimum)
