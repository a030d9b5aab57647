"""Templates mirror the packages; none is unused, none writes what belongs to the skins."""

import re
from pathlib import Path

from tests.architecture.sources import HOUSE, our_files

TEMPLATES = HOUSE / "templates"
WEB = HOUSE / "platform/foundation/web"
ROOMS = ("platform", "sso", "tenants", "booking", "billing_usage")
# Found by Django or allauth themselves, or chosen by a name that code computes.
BY_NAME = re.compile(
    r"^(403|403_csrf|404|429|500|refus)\.html$|^(booking|sso)/letters/|^foundation/composants/"
)


def templates() -> list[Path]:
    return sorted(file for file in TEMPLATES.rglob("*") if file.is_file())


def sources() -> str:
    files = our_files("*.py", "templates")
    return "\n".join(file.read_text() for file in files if not file.is_relative_to(HOUSE / "tests"))


def test_no_template_is_unused() -> None:
    code = sources()
    names = [str(file.relative_to(TEMPLATES)) for file in templates()]
    assert [name for name in names if f'"{name}"' not in code and not BY_NAME.match(name)] == []


def test_every_template_lives_under_its_package() -> None:
    rooms = {"foundation", "sso", "tenants", "booking", "billing_usage"}
    strays = [
        file
        for file in templates()
        if file.parent != TEMPLATES and file.relative_to(TEMPLATES).parts[0] not in rooms
    ]
    assert strays == []


def test_only_the_foundation_writes_the_names_of_the_state_s_skin() -> None:
    pages = [file for file in templates() if not file.is_relative_to(TEMPLATES / "foundation")]
    modules = [
        module
        for room in ROOMS
        for module in (HOUSE / room).rglob("*.py")
        if not module.is_relative_to(WEB / "components") and not module.is_relative_to(WEB / "skins")
    ]
    # `fr-x-…` is a language.
    named = re.compile(r"(?<![\w-])fr-(?!x-)[a-z]")
    assert [str(file) for file in [*pages, *modules] if named.search(file.read_text())] == []


def test_the_page_of_a_failure_needs_no_other_file() -> None:
    """Templates, skins or the manifest of static files may be what broke."""
    page = (TEMPLATES / "500.html").read_text()
    assert re.findall(r"{% (?:include|extends|static) ", page) == []
    assert re.findall(r'href="([^"]+)"', page) == ["{% get_static_prefix %}rdv/panne.css", "data:,", "/"]


def test_no_template_writes_style_or_script_inside_a_page() -> None:
    # A letter is read in a mail client, where style sheets do not load.
    inside = re.compile(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE)
    pages = [file for file in templates() if file.suffix == ".html" and "letters" not in file.parts]
    assert [str(file) for file in pages if inside.search(file.read_text())] == []


def test_the_words_of_the_republic_stand_in_one_template() -> None:
    said = [
        file.name
        for file in templates()
        if re.search(r"République\W*(<br ?/?>)?\W*Française", file.read_text(), re.I)
    ]
    assert said == ["bloc_marque.html"]
