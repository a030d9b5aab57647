"""`{% load rdv %}`: every component, under one name."""

from django.template import Library

from foundation.web.templatetags import (
    rdv_connexion,
    rdv_creneaux,
    rdv_filtres,
    rdv_formulaires,
    rdv_liens,
    rdv_mise_en_page,
    rdv_site,
)

register = Library()
for part in (
    rdv_filtres,
    rdv_mise_en_page,
    rdv_liens,
    rdv_formulaires,
    rdv_creneaux,
    rdv_connexion,
    rdv_site,
):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
