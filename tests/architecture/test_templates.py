"""Templates mirror the packages; none is unused, none writes what belongs to the skins."""

import re
import subprocess
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
TEMPLATES = HOUSE / "templates"
# Found by Django or allauth themselves, or chosen by a name that code computes.
BY_NAME = re.compile(
    r"^(403|403_csrf|404|429|500|refus)\.html$|^(booking|sso)/letters/|^foundation/composants/"
)


def templates() -> list[Path]:
    return sorted(file for file in TEMPLATES.rglob("*") if file.is_file())


def sources() -> str:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py", "templates"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    return "\n".join((HOUSE / name).read_text() for name in listed if not name.startswith("tests/"))


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


def test_only_components_write_the_classes_of_the_state_s_skin() -> None:
    written = [
        str(file)
        for file in templates()
        if "foundation" not in file.relative_to(TEMPLATES).parts and file.parent != TEMPLATES
        if re.search(r'class="[^"]*\bfr-', file.read_text())
    ]
    assert written == []


def test_no_template_writes_style_or_script_inside_a_page() -> None:
    # A letter is read in a mail client, where style sheets do not load.
    inside = re.compile(r"\sstyle=|<style|<script(?![^>]*\bsrc=)|\son[a-z]+=")
    pages = [file for file in templates() if file.suffix == ".html" and "letters" not in file.parts]
    assert [str(file) for file in pages if inside.search(file.read_text())] == []


def test_the_words_of_the_republic_stand_in_one_template() -> None:
    said = [
        file.name
        for file in templates()
        if re.search(r"République\W*(<br ?/?>)?\W*Française", file.read_text(), re.I)
    ]
    assert said == ["bloc_marque.html"]
