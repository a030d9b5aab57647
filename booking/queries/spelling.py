"""French words compared as readers do: the database sorts « État civil » after « Urbanisme »."""

from unicodedata import category, normalize


def plain(text: str) -> str:
    """Without accents or capitals; « d’Arras » comes before « de Lens »."""
    letters = (letter for letter in normalize("NFKD", text) if category(letter) != "Mn")
    return "".join(letters).casefold().replace("’", " ").replace("'", " ")
