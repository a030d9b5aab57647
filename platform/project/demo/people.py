"""Invented people: their numbers are of the ranges that the regulator (Arcep) keeps for fiction."""

from collections.abc import Iterator
from itertools import count
from random import Random

from booking.commands.usagers import Identity

FIRST = """
Adèle Agathe Aïcha Alain Alexandre Amadou Amélie Ana André Anissa Antoine Arthur Aurélie Awa Baptiste
Béatrice Bilal Brigitte Camille Catherine Cédric Charlotte Chloé Claire Claude Clément Damien Daniel David
Delphine Denise Dylan Élise Emma Enzo Éric Estelle Fabien Farid Fatima Florence François Gabriel Georges
Gülsen Habiba Hamza Hugo Ibrahim Imane Irène Jacqueline Jade Jean-Luc Jeanne Jérôme Joëlle Kevin Khadija
Kylian Laëtitia Laurent Léa Leïla Liam Linh Louis Louise Lucas Ludovic Maëlle Malik Manon Marc Mariam
Marie-Claude Martine Mathilde Maxime Mehdi Michel Mireille Mohamed Monique Nadia Nathan Nicole Nora Odette
Olivier Oumar Pascal Paul Pauline Philippe Pierre Rania Raphaël Rémi Robert Romain Sabrina Salomé Samir
Sandrine Sarah Sébastien Sidonie Simone Sofia Stéphane Sylvie Tatiana Théo Thierry Thomas Tiago Valérie
Véronique Victor Viviane Yasmine Yves Zélie Zoé
"""
LAST = """
Aubert Bailleul Barbier Becquet Bernard Bertin Besson Blondel Boidin Bouchez Bouzid Boyer Brunet Camara Capelle
Carlier Carpentier Carvalho Chevalier Cissé Colin Copin Coulibaly Crépin Cuvelier Dacosta Danel Daubresse
Debruyne Decroix Delaporte Delobel Delmotte Demir Denis Deschamps Desmet Devos Diaz Dubois Duchêne Dufour
Dumont Dupont Dupuis Durand El-Amrani Fontaine Fournier Garcia Gaudin Gauthier Gérard Girard Gomes Guérin
Guilbert Hamel Henry Hermant Hoang Hubert Huret Ivanova Jacob Joly Kaczmarek Khelifi Lacroix Lagache Lambert
Laurent Leblanc Leclercq Lecoq Ledoux Legrand Lemoine Leroy Lopes Maillard Mansouri Marchal Marques Martel
Martin Masson Mercier Meunier Michalak Moreau Morel Muller Nowak Noël Olivier Ouali Pereira Perrin Petit
Picard Poulain Prévost Quentin Renard Renaud Richard Rivière Robin Rolland Roussel Saidi Sanchez Schmitt
Simon Sow Szymanski Tahar Tellier Thibaut Touré Traoré Vandamme Verhaeghe Vidal Wagner Walczak Yildiz Zielinski
"""
FIRST_NAMES, LAST_NAMES = FIRST.split(), LAST.split()
PLAIN = str.maketrans("àâäçéèêëîïôöùûü’ ", "aaaceeeeiioouuu--")
# Out of a hundred people: no e-mail, no mobile but a landline, came before.
WITHOUT_EMAIL, WITH_LANDLINE, RETURNING = 18, 8, 12


class Population:
    """Draws one identity after the other; some come back. `number` sets apart the populations of one tenant."""

    def __init__(self, rng: Random, number: int) -> None:
        self.rng = rng
        self.numbers: Iterator[int] = count(number * 1_000)
        self.known: list[Identity] = []

    def draw(self) -> Identity:
        if self.known and self.rng.randrange(100) < RETURNING:
            return self.rng.choice(self.known)
        identity = self._new()
        self.known.append(identity)
        return identity

    def _new(self) -> Identity:
        number = next(self.numbers) % 10_000
        first_name, last_name = self.rng.choice(FIRST_NAMES), self.rng.choice(LAST_NAMES)
        has_landline = self.rng.randrange(100) < WITH_LANDLINE
        has_email = self.rng.randrange(100) >= WITHOUT_EMAIL
        name = f"{first_name}.{last_name}".lower().translate(PLAIN)
        return Identity(
            first_name=first_name,
            last_name=last_name,
            phone=f"+3319900{number:04d}" if has_landline else f"+3363998{number:04d}",
            # The number tells two people of the same name apart.
            email=f"{name}{number}@courriel.example" if has_email else "",
        )


def guest(first_name: str, last_name: str) -> Identity:
    """Somebody who is written to as soon as the demonstration starts. `check` does not count their letters: everybody
    else has an address of another domain.
    """
    name = f"{first_name}.{last_name}".lower().translate(PLAIN)
    return Identity(first_name=first_name, last_name=last_name, email=f"{name}@foyer.example")
