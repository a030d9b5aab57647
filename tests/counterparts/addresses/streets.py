"""The streets this server knows, and how it finds them: enough of the national one for what is asked of it."""

from typing import Any
from unicodedata import category, normalize

# National id, name, INSEE code, commune.
STREETS = (
    ("62041_0250", "Rue de la Gare", "62041", "Arras"),
    ("62041_0301", "Rue de la Garenne", "62041", "Arras"),
    ("62041_0777", "Avenue du Général Leclerc", "62041", "Arras"),
    ("62498_0250", "Rue de la Gare", "62498", "Lens"),
)
POSTCODES = {"62041": "62000", "62498": "62300"}


def search(typed: str, citycode: str, limit: int) -> dict[str, Any]:
    """GeoJSON, the likeliest first. What has no street in common still gives its municipality."""
    number, words = _cut(typed)
    found = [
        (score, street)
        for street in STREETS
        if (not citycode or street[2] == citycode) and (score := _score(words, street[1])) > 0
    ]
    found.sort(key=lambda each: (-each[0], each[1][0]))
    features = [_feature(street, number, score) for score, street in found]
    if not features and citycode in POSTCODES:
        features = [_municipality(citycode)]
    return {
        "type": "FeatureCollection",
        "version": "draft",
        "features": features[:limit],
        "attribution": "BAN",
        "licence": "ETALAB-2.0",
        "query": typed,
        "filters": {"citycode": citycode},
        "limit": limit,
    }


def _cut(typed: str) -> tuple[str, list[str]]:
    words = _plain(typed).split()
    return (words[0], words[1:]) if words and words[0].isdigit() else ("", words)


def _score(words: list[str], name: str) -> float:
    there = _plain(name).split()
    common = sum(1 for word in words if len(word) > 2 and any(each.startswith(word[:4]) for each in there))
    exact = sum(1 for word in words if word in there)
    return (common + exact) / (2 * max(len(words), len(there)))


def _feature(street: tuple[str, str, str, str], number: str, score: float) -> dict[str, Any]:
    place, name, citycode, city = street
    postcode = POSTCODES[citycode]
    said = {
        "id": place,
        "type": "street",
        "name": name,
        "label": f"{name} {postcode} {city}",
        "score": round(score, 6),
        "postcode": postcode,
        "citycode": citycode,
        "city": city,
    }
    if number:
        said |= {
            "id": f"{place}_{number.zfill(5)}",
            "type": "housenumber",
            "housenumber": number,
            "street": name,
            "name": f"{number} {name}",
            "label": f"{number} {name} {postcode} {city}",
        }
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [2.78, 50.29]},
        "properties": said,
    }


def _municipality(citycode: str) -> dict[str, Any]:
    city = next(street[3] for street in STREETS if street[2] == citycode)
    said = {"id": citycode, "type": "municipality", "name": city, "citycode": citycode, "score": 0.4}
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [2.78, 50.29]},
        "properties": said,
    }


def _plain(text: str) -> str:
    letters = (each for each in normalize("NFKD", text.casefold()) if category(each) != "Mn")
    return "".join(each if each.isalnum() else " " for each in letters)
