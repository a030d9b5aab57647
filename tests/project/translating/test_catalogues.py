"""The catalogues are those of the texts of today, and what a translator may get wrong is seen."""

from pathlib import Path

from babel.messages.catalog import Catalog

from foundation.languages import LANGUAGES
from project.translating.catalogues import brought_up_to_date, empty, text_of
from project.translating.compiling import compile_catalogues
from project.translating.folders import file_of
from project.translating.sources import marked_texts
from project.translating.verdicts import problems

HELLO = "Bonjour <b>%(name)s</b>"
COUNT = ("%(n)s place libre", "%(n)s places libres")


def texts() -> Catalog:
    found = Catalog(charset="utf-8")
    found.add(HELLO)
    found.add(COUNT)
    return found


def write(folder: Path, language: str, hello: str = "", count: tuple[str, ...] = ("", "")) -> None:
    catalogue = empty(language)
    catalogue.add(HELLO, hello)
    catalogue.add(COUNT, count)
    path = file_of(language, folder=folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text_of(language, catalogue))


def extracted(folder: Path) -> None:
    for language, _ in LANGUAGES:
        path = file_of(language, folder=folder)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text_of(language, brought_up_to_date(language, texts(), folder=folder)))


def test_the_catalogues_are_right_and_those_of_today() -> None:
    assert list(problems(marked_texts())) == []


def test_extracting_twice_changes_nothing(tmp_path: Path) -> None:
    extracted(tmp_path)
    once = {path: path.read_text() for path in tmp_path.rglob("*.po")}
    extracted(tmp_path)
    assert {path: path.read_text() for path in tmp_path.rglob("*.po")} == once
    assert list(problems(texts(), folder=tmp_path)) == []


def test_a_translation_stays_and_a_text_that_changed_has_none(tmp_path: Path) -> None:
    write(tmp_path, "en", "Hello <b>%(name)s</b>", ("%(n)s free seat", "%(n)s free seats"))
    known = brought_up_to_date("en", texts(), folder=tmp_path)
    assert known.get(HELLO).string == "Hello <b>%(name)s</b>"  # type: ignore[union-attr]
    changed = Catalog(charset="utf-8")
    changed.add("Bonsoir <b>%(name)s</b>")
    now = brought_up_to_date("en", changed, folder=tmp_path)
    (text,) = (each for each in now if each.id)
    assert (text.id, text.string or "") == ("Bonsoir <b>%(name)s</b>", "")


def test_what_is_lost_in_translation_is_told(tmp_path: Path) -> None:
    extracted(tmp_path)
    write(tmp_path, "en", "Hello %(nom)s", ("%(n)s free seat", ""))
    said = " ".join(problems(texts(), folder=tmp_path))
    assert "n’ont pas les mêmes variables" in said
    assert "n’ont pas les mêmes balises" in said
    assert "n’a pas tous ses pluriels" in said


def test_a_guess_is_told(tmp_path: Path) -> None:
    extracted(tmp_path)
    write(tmp_path, "en", "Hello <b>%(name)s</b>", ("%(n)s free seat", "%(n)s free seats"))
    path = file_of("en", folder=tmp_path)
    path.write_text(path.read_text().replace("#, python-format", "#, fuzzy, python-format", 1))
    assert any("fuzzy" in each for each in problems(texts(), folder=tmp_path))


def test_a_language_is_offered_once_complete_and_withdrawn_when_it_is_not_any_more(tmp_path: Path) -> None:
    extracted(tmp_path)
    assert compile_catalogues(folder=tmp_path) == ["fr"]
    write(tmp_path, "en", "Hello <b>%(name)s</b>", ("%(n)s free seat", "%(n)s free seats"))
    assert compile_catalogues(folder=tmp_path) == ["fr", "en"]
    file_of("en", folder=tmp_path, compiled=True).unlink()
    write(tmp_path, "en", "", ("%(n)s free seat", "%(n)s free seats"))
    assert compile_catalogues(folder=tmp_path) == ["fr"]


def test_zero_is_singular_in_french(tmp_path: Path) -> None:
    extracted(tmp_path)
    written = file_of("fr", folder=tmp_path).read_text()
    assert "plural=(n > 1)" in written
    assert 'msgstr[0] "%(n)s place libre"' in written
    assert HELLO not in written
