"""French words compared as readers do: the database sorts « État civil » after « Urbanisme »."""

from unicodedata import category, normalize


def plain(text: str) -> str:
    """Without accents or capitals; « d’Arras » comes before « de Lens »."""
    return without_accents(text).casefold().replace("’", " ").replace("'", " ")


def without_accents(text: str) -> str:
    """Of any alphabet."""
    return "".join(each for each in normalize("NFKD", text) if category(each) != "Mn")
