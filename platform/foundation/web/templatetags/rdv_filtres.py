import re

from django.template import Library
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from foundation.web.components import own_language, typography

_RENDEZ_VOUS = re.compile(r"rendez-vous(?![^<]*>)", re.IGNORECASE)

register = Library()
register.filter("jour", typography.jour)
register.filter("nom_du_jour", typography.nom_du_jour)
register.filter("jour_du_mois", typography.jour_du_mois)
register.filter("date_longue", typography.date_longue)
register.filter("date_courte", typography.date_courte)
register.filter("heure", typography.heure)
register.filter("heure_de_minutes", typography.heure_de_minutes)
register.filter("date_heure", typography.date_heure)
register.filter("jour_heure", typography.jour_heure)
register.filter("duree", typography.duree)
register.filter("telephone", typography.telephone)
register.filter("pluriel", typography.pluriel)
register.filter("dans_sa_langue", own_language.in_its_own)
register.filter("texte_dans_sa_langue", own_language.paragraphs_in_its_own)
register.filter("sa_langue", own_language.own_marks)


@register.filter(needs_autoescape=True)
def insecables(value: str, autoescape: bool = True) -> SafeString:
    """Escapes first: what it adds are characters, never markup."""
    text = conditional_escape(value) if autoescape else str(value)
    return mark_safe(typography.insecables(text))  # noqa: S308


@register.filter
def sans_coupure(value: str) -> SafeString:
    """For headings: « rendez-vous » in one piece, which no-break characters would hide from searches."""
    text = _RENDEZ_VOUS.sub(r'<span class="ag-insecable">\g<0></span>', conditional_escape(value))
    return mark_safe(text)  # noqa: S308
