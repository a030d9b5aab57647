"""What keeps a catalogue from being right: texts that changed, places and tags lost in translation, guesses."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from foundation.languages import SOURCE
from project.translating.catalogues import (
    brought_up_to_date,
    is_translated,
    messages,
    read,
    strings_of,
    text_of,
)
from project.translating.folders import FOLDER, file_of, languages

# `%(name)s` of templates, `{name}` of Python and of the messages.
PLACE = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}|%[sd%]")
TAG = re.compile(r"</?([a-z][a-z0-9]*)\b[^>]*>")


def problems(texts: Catalog, *, folder: Path = FOLDER) -> Iterator[str]:
    """In French, for whoever runs the check; `texts` are those marked today."""
    for language in languages():
        path = file_of(language, folder=folder)
        current = text_of(language, brought_up_to_date(language, texts, folder=folder))
        if not path.exists() or path.read_text() != current:
            yield f"{language} : le catalogue n’est pas à jour. Lancez « rdv i18n extract »."
        for message in messages(read(language, folder=folder)):
            yield from (f"{language} : {problem}" for problem in _of(message))


def progress(language: str, *, folder: Path = FOLDER) -> tuple[int, int]:
    """Texts translated, texts in all."""
    texts = messages(read(language, folder=folder))
    return sum(is_translated(text) for text in texts), len(texts)


def is_complete(language: str, *, folder: Path = FOLDER) -> bool:
    done, total = progress(language, folder=folder)
    return language == SOURCE or done == total > 0


def _of(message: Message) -> Iterator[str]:
    shown = _first(message)
    if message.fuzzy:
        yield f"« {shown} » est marqué « fuzzy » : relisez-le, puis retirez la marque."
    strings = strings_of(message)
    if any(strings) and not all(strings):
        yield f"« {shown} » n’a pas tous ses pluriels."
    for string in filter(None, strings):
        yield from _compared(message, string)


def _compared(message: Message, string: str) -> Iterator[str]:
    sources = [message.id] if isinstance(message.id, str) else list(message.id)
    shown = _first(message)
    # A form that stands for one number need not say it: « an appointment » for one.
    wanted = [_places(source) for source in sources]
    if _places(string) not in wanted and not (message.pluralizable and _places(string) < wanted[-1]):
        yield f"« {shown} » et « {string} » n’ont pas les mêmes variables."
    if _tags(string) != _tags(sources[-1]):
        yield f"« {shown} » et « {string} » n’ont pas les mêmes balises."
    if _edges(string) != _edges(sources[0]):
        yield f"« {shown} » et « {string} » ne commencent ou ne finissent pas par la même espace."


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _places(text: str) -> set[str]:
    return {match[0] for match in PLACE.finditer(text)}


def _tags(text: str) -> Counter[str]:
    return Counter(re.sub(r"\s.*", "", match[0], flags=re.DOTALL) for match in TAG.finditer(text))


def _edges(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()
