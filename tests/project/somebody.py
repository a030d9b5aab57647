"""An invented person. Not beside the code that fails: error reports carry the lines of source around it."""

NAME = "Jeanne Martin-Durand"
EMAIL = "jeanne.martin@ville-arras.example"
PHONE = "06 12 34 56 78"
PHONE_E164 = "+33612345678"
LINK_TOKEN = "aB3dE5fG7hJ9kLmN"
SESSION_KEY = "q8w7e6r5t4y3u2i1o0p9a8s7d6f5g4h3"
CODE = "motdepasse-de-jeanne"
ADDRESS = "90.12.34.56"
AGENT = "NavigateurDeJeanne/1.0"

CONTACTS = (EMAIL, PHONE, PHONE_E164, LINK_TOKEN, SESSION_KEY, ADDRESS)
EVERYTHING = (*CONTACTS, NAME, CODE, AGENT, "jeanne", "612345678")
