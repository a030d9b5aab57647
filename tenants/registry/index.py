from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from tenants.registry.administrations import Administration, Commune, Departement, Epci
from tenants.registry.once import once
from tenants.registry.spelling import fold
from tenants.registry.tables import communes, departements, epcis


@dataclass(frozen=True, slots=True)
class Index:
    """One line a name, the most populous first, in a single string that `str.find` runs through.

    A space stands before every word, the first one too: " arr" finds the words that begin with "arr". Faster
    to build and ten times smaller than a dictionary of words.
    """

    text: str
    starts: tuple[int, ...]
    administrations: tuple[Administration, ...]
    with_code: dict[str, list[int]]

    def lines_with(self, needle: str) -> Iterator[int]:
        at = self.text.find(needle)
        while at >= 0:
            number = bisect_right(self.starts, at) - 1
            yield number
            at = self.text.find(needle, self.starts[number + 1])

    def line(self, number: int) -> str:
        return self.text[self.starts[number] : self.starts[number + 1]]


@once
def index() -> Index:
    named = sorted(_named(), key=lambda entry: -entry[0])
    lines = [f"\n {name}" for _, name, _ in named]
    administrations = tuple(administration for _, _, administration in named)
    return Index(
        text="".join(lines) + "\n",
        starts=tuple(accumulate(map(len, lines), initial=0)),
        administrations=administrations,
        with_code=_with_code(administrations),
    )


def _named() -> Iterator[tuple[int, str, Administration]]:
    people: Counter[str] = Counter()
    for commune in communes():
        people[commune.departement] += commune.population
        yield commune.population, fold(commune.name), commune
    for departement in departements():
        yield people[departement.code], fold(departement.name), departement
    for epci in epcis():
        for name in _epci_names(epci):
            yield epci.population, name, epci


def _epci_names(epci: Epci) -> Iterator[str]:
    name = fold(epci.name)
    yield name
    kind, _, rest = name.partition(" ")
    if kind == epci.kind.lower():
        yield f"{fold(epci.kind_name)} {rest}"


def _with_code(administrations: tuple[Administration, ...]) -> dict[str, list[int]]:
    """The lines of each département and postal code."""
    lines: defaultdict[str, list[int]] = defaultdict(list)
    for number, administration in enumerate(administrations):
        match administration:
            case Commune(departement=departement, postal_codes=postal_codes):
                for code in (departement.lower(), *postal_codes):
                    lines[code].append(number)
            case Departement(code=code):
                lines[code.lower()].append(number)
            case Epci():
                pass  # may lie across several départements
    return dict(lines)
