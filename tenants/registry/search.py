import re
from collections.abc import Iterator
from heapq import merge
from itertools import chain, islice

from tenants.registry.administrations import Administration, Commune
from tenants.registry.index import index
from tenants.registry.spelling import ABBREVIATIONS, fold, plain

# "Ville d’Arras", "Conseil départemental du Pas-de-Calais": what people write before the name itself.
_TITLE = re.compile(
    r"^(?:commune|conseil departemental|departement|mairie|ville) (?:(?:de la|de l|de|du|des|d) )?(?=.)"
)
# Written or left out without meaning another place.
_SMALL_WORDS = frozenset(["d", "de", "du", "des", "en", "et", "l", "la", "le", "les", "sur", "sous"])
_COMMON_WORDS = frozenset(("saint", "sainte"))


def by_name(text: str, limit: int = 10) -> tuple[Commune, ...]:
    """Communes with a name, or a word of their name, that begins with the text; then with all of its words.

    An exact name comes first, then the most populous. A postal code or the number of a département may stand
    beside the name ("Sainte-Colombe 05": twelve communes have that name) or alone.
    """
    return tuple(islice((found for found in _found(text) if isinstance(found, Commune)), max(limit, 0)))


def administrations_by_name(text: str, limit: int = 10) -> tuple[Administration, ...]:
    """As `by_name`, among communes, départements and EPCI together."""
    return tuple(islice(_found(text), max(limit, 0)))


def _found(text: str) -> Iterator[Administration]:
    administrations, seen = index().administrations, set[int]()
    for line in _lines(text):
        administration = administrations[line]
        if id(administration) not in seen:
            seen.add(id(administration))
            yield administration


def _lines(text: str) -> Iterator[int]:
    words = fold(text).split()
    codes = [word for word in words if word[0].isdigit()]
    name = " ".join(word for word in words if word not in codes)
    if codes:
        near = _with_codes(name, codes)
        yield from near
        if near:
            return  # otherwise the number was no code, as in "Paris 15": the name alone decides
    if name:
        yield from _first_that_answers(_beginning_with(spellings) for spellings in _readings(name, text))
        yield from _with_all_words(_TITLE.sub("", name))


def _with_codes(name: str, codes: list[str]) -> list[int]:
    places = index()
    near = set.intersection(*(set(places.with_code.get(code, ())) for code in codes))
    words = [f" {word}" for word in name.split()]
    found = [number for number in sorted(near) if all(word in places.line(number) for word in words)]
    return sorted(found, key=lambda number: places.line(number) != f"\n {name}")


def _first_that_answers(readings: Iterator[Iterator[int]]) -> Iterator[int]:
    for lines in readings:
        first = next(lines, None)
        if first is not None:
            return chain((first,), lines)
    return iter(())


def _readings(name: str, text: str) -> Iterator[tuple[str, ...]]:
    """The ways to understand what was typed; a reading may have two spellings."""
    last = plain(text).rpartition(" ")[2]
    if last in ABBREVIATIONS:  # "st" may also be the beginning of "Strasbourg"
        yield name, f"{name.rpartition(' ')[0]} {last}".lstrip()
    else:
        yield (name,)
    untitled = _TITLE.sub("", name)
    if untitled != name:
        yield (untitled,)


def _beginning_with(spellings: tuple[str, ...]) -> Iterator[int]:
    places = index()
    begun = merge(*(places.lines_with(f" {spelling}") for spelling in spellings))
    first = next(begun, None)
    if first is not None:
        yield from places.lines_with(f"\n {spellings[0]}\n")
        yield first
        yield from begun


def _with_all_words(name: str) -> Iterator[int]:
    """Lines that have, in any order, a word beginning with each of these."""
    words = [word for word in dict.fromkeys(name.split()) if word not in _SMALL_WORDS]
    if not words or words == [name]:
        return  # a single word: the lines that begin with it are all there is
    places = index()
    rarest = max(words, key=lambda word: (word not in _COMMON_WORDS, len(word)))
    others = [f" {word}" for word in words if word is not rarest]
    for number in places.lines_with(f" {rarest}"):
        line = places.line(number)
        if all(other in line for other in others):
            yield number
