"""What reached the mailbox of the demonstration."""

import time
from typing import Any

import httpx

from project.demo.visiting import CheckFailed

WAIT = 20.0
PAUSE = 0.3


def wait_for(url: str, *, email: str, phone: str, link: str) -> None:
    """Until an e-mail with its calendar file and an SMS for this person are there. Raises CheckFailed."""
    deadline = time.monotonic() + WAIT
    while missing := _missing(letters(url), email, phone, link):
        if time.monotonic() > deadline:
            raise CheckFailed(f"Après {WAIT:.0f} s, la boîte aux lettres n’a pas {' ni '.join(missing)}.")
        time.sleep(PAUSE)


def letters(url: str) -> list[dict[str, Any]]:
    answer = httpx.get(f"{url.rstrip('/')}/messages.json", trust_env=False, timeout=5)
    answer.raise_for_status()
    found: list[dict[str, Any]] = answer.json()
    return found


def _missing(found: list[dict[str, Any]], email: str, phone: str, link: str) -> list[str]:
    missing = []
    emails = [each for each in found if each["kind"] == "email" and email in each["to"]]
    if not any(link in each["text"] and _has_calendar(each) for each in emails):
        missing.append(f"l’e-mail de confirmation à {email}, avec son lien et son fichier d’agenda")
    # The short address of an SMS holds the same key.
    key = link.strip("/").split("/")[-1]
    if not any(each["kind"] == "sms" and each["to"] == phone and key in each["text"] for each in found):
        missing.append(f"le SMS de confirmation au {phone}")
    return missing


def _has_calendar(letter: dict[str, Any]) -> bool:
    return any(
        piece["name"].endswith(".ics") or piece["mimetype"] == "text/calendar"
        for piece in letter["attachments"]
    )
