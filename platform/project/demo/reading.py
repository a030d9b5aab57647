"""A page as a program reads it: its title, text, links and forms."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

# Their content is not text of the page.
SILENT = frozenset({"script", "style", "template"})


@dataclass
class Form:
    """`fields` is what would be sent without touching anything, `buttons` the (name, value) pairs to press, `radios`
    the values to choose one of.
    """

    action: str = ""
    method: str = "get"
    fields: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    radios: dict[str, list[str]] = field(default_factory=dict)

    def values_of(self, name: str) -> list[str]:
        return [value for button, value in self.buttons if button == name]


class PageText(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._text: list[str] = []
        self._title: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        """With single, ordinary spaces: no-break ones are for the eye."""
        return " ".join(" ".join(self._text).split())

    @property
    def title(self) -> str:
        return " ".join(" ".join(self._title).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag in SILENT or tag == "h1":
            self._open.append(tag)
        elif tag == "a" and said.get("href"):
            self.links.append(said["href"])
        elif tag == "form":
            self.forms.append(Form(said.get("action", ""), said.get("method", "get").lower()))
        elif self.forms and said.get("name"):
            self._field(tag, said)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        if SILENT.isdisjoint(self._open):
            self._text.append(data)
        if "h1" in self._open:
            self._title.append(data)

    def _field(self, tag: str, said: dict[str, str]) -> None:
        form = self.forms[-1]
        if tag == "button":
            form.buttons.append((said["name"], said.get("value", "")))
        elif said.get("type") == "radio":
            form.radios.setdefault(said["name"], []).append(said.get("value", ""))
        elif tag in {"input", "textarea", "select"} and said.get("type") != "checkbox":
            form.fields[said["name"]] = said.get("value", "")
