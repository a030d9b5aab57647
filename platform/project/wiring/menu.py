"""What each floor shows in the agents’ menu."""

from booking.agents.prescribing import prescribes
from foundation.web import menu


def join_menu() -> None:
    menu.show("Agenda", "agent-agenda")
    menu.show("Séances", "agent-seances")
    menu.show("Invitations", "agent-invitations")
    menu.show("Liste d’attente", "agent-attente")
    menu.show("Prescrire", "agent-prescrire", when=prescribes)
    menu.show_setting("Motifs", "agent-motifs", "Durée, délais, questions, pièces et rappels")
    menu.show_setting("Équipe", "agent-equipe", "Qui travaille ici, et qui a ouvert quel dossier")
    menu.show_setting("Messages", "agent-messages", "Textes, expéditeur, comptes SMS")
    menu.show_setting("Site public", "agent-site", "Mentions, accessibilité, intégration, affiche")
    menu.show_setting("Secteurs", "agent-secteurs", "Quelle adresse est reçue où")
    menu.show_setting("Consommation", "agent-consommation", "SMS et courriels envoyés, budget")
    menu.show_setting("Programmes autorisés", "agent-integrations", "Logiciels qui lisent ou écrivent ici")
    menu.show_setting(
        "Notifications aux logiciels", "agent-webhooks", "Vos logiciels prévenus à chaque changement"
    )
