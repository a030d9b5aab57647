"""The two pages of the mailbox. What arrived is escaped; an e-mail's own HTML lives in a sealed frame."""

import re
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from tests.counterparts.mailbox.store import LINK, Letter

PARIS = ZoneInfo("Europe/Paris")
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
TITLE = "Courrier de démonstration"


def inbox(letters: list[Letter]) -> str:
    count = f"{len(letters)} message{'s' if len(letters) > 1 else ''}" if letters else "Aucun message"
    items = "".join(f"<li>{_entry(letter)}</li>" for letter in letters)
    listed = f'<ol class="messages" reversed>{items}</ol>' if letters else _empty()
    clear = '<form method="post" action="/vider/"><button>Vider la boîte</button></form>' if letters else ""
    return _page(
        TITLE,
        f"""<header><h1>{TITLE}</h1>
<p>Tout ce que le service envoie arrive ici, et nulle part ailleurs : aucun message ne part pour de vrai.</p>
<div class="tools"><p class="count" role="status">{count}</p>
<a class="button" href="/">Actualiser</a>{clear}</div></header>
<main>{listed}</main>""",
    )


def letter_page(letter: Letter) -> str:
    kind = "SMS" if letter.kind == "sms" else "E-mail"
    title = letter.subject or f"SMS pour {letter.to}"
    frame = ""
    if letter.html:
        frame = (
            f'<section><h2>Version mise en forme</h2><iframe sandbox src="/courrier/{letter.id}/apercu/" '
            'title="Version mise en forme du message" tabindex="0"></iframe></section>'
        )
    return _page(
        f"{title} · {TITLE}",
        f"""<header><p><a href="/">Tous les messages</a></p><h1>{escape(title)}</h1>
<dl><dt>Nature</dt><dd>{kind}</dd><dt>De</dt><dd>{escape(letter.sender)}</dd>
<dt>À</dt><dd>{escape(letter.to)}</dd><dt>Reçu</dt><dd>{_time(letter.at)}</dd></dl></header>
<main><section><h2>Texte</h2><div class="text">{_linked(letter.text)}</div></section>
{_attachments(letter)}{frame}</main>""",
    )


def missing() -> str:
    return _page(
        f"Message introuvable · {TITLE}",
        "<main><h1>Message introuvable</h1><p>Ce message n’existe pas ou a été effacé. "
        '<a href="/">Tous les messages</a></p></main>',
    )


def _entry(letter: Letter) -> str:
    meta = f'<p class="meta"><span>{_shown(letter)}</span> {_time(letter.at)}</p>'
    if letter.kind == "sms":
        title = f"{escape(letter.sender)}, par SMS"
        return (
            f'<article class="sms"><h2><a href="{_address(letter)}">{title}</a></h2>{meta}'
            f'<p class="bubble">{_linked(letter.text)}</p></article>'
        )
    pieces = ", ".join(escape(piece.name) for piece in letter.pieces)
    attached = f'<p class="pieces">Pièces jointes : {pieces}</p>' if pieces else ""
    subject = escape(letter.subject) or "(sans objet)"
    return (
        f'<article class="email"><h2><a href="{_address(letter)}">{subject}</a></h2>'
        f'{meta}<div class="text">{_linked(_beginning(letter.text))}</div>{attached}</article>'
    )


def _address(letter: Letter) -> str:
    return f"/courrier/{letter.id}/"


def _shown(letter: Letter) -> str:
    return f"{'SMS' if letter.kind == 'sms' else 'E-mail'} pour <strong>{escape(letter.to)}</strong>"


def _empty() -> str:
    return "<p>Prenez un rendez-vous : la confirmation s’affichera ici quelques secondes plus tard.</p>"


def _attachments(letter: Letter) -> str:
    if not letter.pieces:
        return ""
    items = "".join(
        f'<li><a href="/courrier/{letter.id}/pieces/{place}/" download>{escape(piece.name)}</a> '
        f"({escape(piece.mimetype)}, {len(piece.content)} octets)</li>"
        for place, piece in enumerate(letter.pieces)
    )
    return f"<section><h2>Pièces jointes</h2><ul>{items}</ul></section>"


def _beginning(text: str) -> str:
    return text if len(text) <= 600 else text[:600].rsplit(" ", 1)[0] + " […]"


def _linked(text: str) -> str:
    parts, last = [], 0
    for match in LINK.finditer(text):
        address = match.group().rstrip(".,;:)")
        parts.append(escape(text[last : match.start()]))
        parts.append(f'<a href="{escape(address)}" rel="noreferrer">{escape(address)}</a>')
        last = match.start() + len(address)
    parts.append(escape(text[last:]))
    return re.sub(r"\r?\n", "<br>", "".join(parts).strip())


def _time(at: datetime) -> str:
    local = at.astimezone(PARIS)
    day = f"{DAYS[local.weekday()]} {'1er' if local.day == 1 else local.day} {MONTHS[local.month - 1]}"
    shown = f"{day} à {local.hour} h {local.minute:02}"
    return f'<time datetime="{local.isoformat(timespec="seconds")}">{shown}</time>'


def _page(title: str, body: str) -> str:
    return f"""<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>{escape(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css"></head><body>{body}</body></html>"""
