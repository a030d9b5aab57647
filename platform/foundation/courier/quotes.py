"""What somebody wrote, without the message they answer, their signature and their telephone's advertisement.

Line by line and in one pass: this text comes from strangers, and the libraries of the trade do it by patterns that
a hostile e-mail can keep busy for minutes (and that miss the no-break space of « a écrit : »).
"""

import re

LONGEST = 2_000
# What is quoted below may be long; what answers an appointment is at the top.
READ = 50_000
# An introduction (« Le mardi 24 novembre, la mairie <…> a écrit : ») is often broken over several lines.
INTRODUCTION_LINES = 4
OPENINGS = ("le ", "on ", "el ", "am ", "em ", "il ")
ENDINGS = ("a écrit:", "wrote:", "a ecrit:", "écrit:", "escribió:", "schrieb:", "escreveu:", "ha scritto:")
HEADERS = frozenset(
    {"de", "from", "expéditeur", "envoyé", "sent", "date", "à", "to", "objet", "subject", "cc"}
)
BEGIN_HEADERS = frozenset({"de", "from", "expéditeur"})
SEPARATOR = re.compile(r"[-_=*\s]{0,20}(message d'origine|message original|original message|message transféré|"
                       r"forwarded message|courriel original|mail original)[-_=*\s]{0,20}")  # fmt: skip
ADVERTISEMENTS = (
    "envoyé de mon",
    "envoyé depuis",
    "envoyé à partir de",
    "envoyé avec",
    "sent from my",
    "sent from",
    "sent with",
    "télécharger outlook",
    "obtenir outlook",
    "get outlook",
    "provenance : courrier",
    "provenance: courrier",
)
SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u200b": "", "\ufeff": "", "’": "'"})


def new_text(text: str) -> str:
    """At most 2 000 characters."""
    lines = text[:READ].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept: list[str] = []
    place = 0
    while place < len(lines):
        if length := _introduction(lines, place):
            # Quoted with `>` below: who answers under the quotation is still heard.
            if not _is_quoted(_next_filled(lines, place + length)):
                break
            place += length
            continue
        if _ends_here(lines, place):
            break
        if not _is_quoted(lines[place]):
            kept.append(lines[place].rstrip())
        place += 1
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()[:LONGEST]


def _introduction(lines: list[str], place: int) -> int:
    """How many lines the introduction of a quotation takes here, or 0."""
    if not _plain(lines[place]).startswith(OPENINGS):
        return 0
    joined = ""
    for length, line in enumerate(lines[place : place + INTRODUCTION_LINES], start=1):
        if not line.strip():
            return 0
        joined = f"{joined} {_plain(line)}".replace(" :", ":")[-400:]
        if joined.endswith(ENDINGS):
            return length
    return 0


def _ends_here(lines: list[str], place: int) -> bool:
    line = _plain(lines[place])
    # A signature, the rule of Outlook, the advertisement of a telephone.
    if line == "--" or (len(line) >= 10 and set(line) == {"_"}) or line.startswith(ADVERTISEMENTS):
        return True
    return bool(SEPARATOR.fullmatch(line)) or _begins_headers(lines, place)


def _begins_headers(lines: list[str], place: int) -> bool:
    """« De : … » alone may be a sentence; followed by « Envoyé : … » it is another message."""
    if _header(lines[place]) not in BEGIN_HEADERS:
        return False
    following = [line for line in lines[place + 1 : place + 4] if line.strip()]
    return any(_header(line) in HEADERS for line in following[:2])


def _header(line: str) -> str:
    name, colon, _ = _plain(line[:60]).replace("*", "").partition(":")
    return name.strip() if colon else ""


def _next_filled(lines: list[str], place: int) -> str:
    return next((line for line in lines[place : place + 3] if line.strip()), "")


def _is_quoted(line: str) -> bool:
    return line.lstrip().startswith(">")


def _plain(line: str) -> str:
    return line.translate(SPACES).strip().lower()
