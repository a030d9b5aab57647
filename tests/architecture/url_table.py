"""Every address of the two kinds of host, and who may open it. A new address without a line fails."""

PUBLIC_HOST = {
    "": "anyone",
}
TENANT_HOST = {
    "": "anyone",
    "aide/": "anyone",
    "rdv/<slug:motif>/": "anyone",
    "rdv/<slug:motif>/coordonnees/": "anyone",
    "rdv/<slug:motif>/coordonnees/prolonger/": "anyone",
    "r/<slug:jeton>/": "whoever has the link",
    "r/<slug:jeton>/annuler/": "whoever has the link",
    "r/<slug:jeton>/agenda.ics": "whoever has the link",
    "habillage/<slug:version>.css": "anyone",
    "connexion/": "anyone",
    "deconnexion/": "anyone",
    "agent/": "agent",
    "agent/agenda/": "agent",
    "agent/agenda/liste/": "agent",
    "agent/agenda/sans-issue/": "agent",
    "agent/agenda/<jour:day>/": "agent",
    "agent/agenda/<jour:day>/liste/": "agent",
    "agent/motifs/<slug:motif>/pourquoi/": "agent",
    "agent/rdv/nouveau/": "agent",
    "agent/rdv/<uuid:rdv_id>/": "agent",
    "agent/rdv/<uuid:rdv_id>/statut/": "agent",
    "agent/rdv/<uuid:rdv_id>/annuler/": "agent",
    "aide/interface/": "agent",
}
