"""One file per language: read, brought up to date, written always in the same way."""

from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from foundation.languages import SOURCE
from project.translating.folders import FOLDER, file_of

HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""


def empty(language: str) -> Catalog:
    """With the plural rule of the language; a variety of it (easy to read French) has its parent's."""
    return Catalog(locale=language.split("-")[0], charset="utf-8", fuzzy=False)


def read(language: str, *, folder: Path = FOLDER) -> Catalog:
    path = file_of(language, folder=folder)
    if not path.exists():
        return empty(language)
    with path.open("rb") as file:
        return read_po(file, locale=language.split("-")[0], charset="utf-8", abort_invalid=True)


def text_of(language: str, catalogue: Catalog) -> str:
    """No date and no line number: the same texts give the same file."""
    written = BytesIO()
    write_po(
        written,
        catalogue,
        width=0,
        sort_output=True,
        omit_header=True,
        ignore_obsolete=True,
        include_lineno=False,
    )
    header = HEADER.format(language=language.split("-")[0], plural=catalogue.plural_forms)
    return header + written.getvalue().decode().strip() + "\n"


def brought_up_to_date(language: str, texts: Catalog, *, folder: Path = FOLDER) -> Catalog:
    """Same text, same translation; a text that changed has none any more: nothing is guessed."""
    former, catalogue = read(language, folder=folder), empty(language)
    for text in messages(texts):
        if language == SOURCE and not text.pluralizable:
            continue
        known = former.get(text.id, text.context)
        catalogue.add(
            text.id,
            _translation(language, text, known, catalogue.num_plurals),
            locations=text.locations,
            flags=text.flags,
            auto_comments=text.auto_comments,
            user_comments=known.user_comments if known else (),
            context=text.context,
        )
    return catalogue


def _translation(language: str, text: Message, known: Message | None, plurals: int) -> Any:
    if language == SOURCE:
        # Its plural rule only: without it, nothing would be « 0 personnes ».
        return tuple(text.id)
    if known is None:
        return ("",) * plurals if text.pluralizable else None
    return known.string


def messages(catalogue: Catalog) -> list[Message]:
    """Babel counts the header among them."""
    return [message for message in catalogue if message.id]


def is_translated(message: Message) -> bool:
    return all(strings_of(message))


def strings_of(message: Message) -> list[str]:
    """One, or one for each plural form; an empty one is still to write."""
    said = message.string or ""
    return [said] if isinstance(said, str) else list(said)
