from project.demo.reading import PageText

PAGE = """<!doctype html><title>Titre</title><style>p { color: red }</style>
<h1>Vos <em>coordonnées</em></h1><a href="/rdv/passeport/">Passeport</a>
<p>mardi 24&nbsp;novembre</p>
<form method="post" action="/la/"><input type="hidden" name="jeton" value="abc"><input name="nom">
<input type="checkbox" name="accord" value="1"><button name="creneau" value="9 h">9 h</button>
<input type="radio" name="mineur" value="oui"><input type="radio" name="mineur" value="non">
<button name="creneau" value="10 h">10 h</button><button>Envoyer</button></form>
<form><input name="q" value="x"></form><script>var creneau;</script>"""


def test_text_is_what_is_seen_with_ordinary_spaces() -> None:
    page = PageText(PAGE)

    assert page.title == "Vos coordonnées"
    assert "mardi 24 novembre" in page.text
    assert "color" not in page.text
    assert "var" not in page.text
    assert page.links == ["/rdv/passeport/"]


def test_a_form_holds_what_would_be_sent_and_what_can_be_pressed() -> None:
    first, second = PageText(PAGE).forms

    assert (first.action, first.method, second.method) == ("/la/", "post", "get")
    assert first.fields == {"jeton": "abc", "nom": ""}
    assert first.values_of("creneau") == ["9 h", "10 h"]
    assert first.radios == {"mineur": ["oui", "non"]}
    assert second.fields == {"q": "x"}
