from django.db import models
from django.db.models import Q


class SiteSettings(models.Model):
    """What this administration says of its public site: one row. What is read whole with it is JSON."""

    id = models.BigAutoField(primary_key=True)
    # Hosts whose pages may frame our list of times (CSP `frame-ancestors`): ["https://www.arras.fr"].
    embed_hosts = models.JSONField("sites qui nous intègrent", default=list, blank=True)
    # Legal notice and data page: {"publisher", "director", "address", "host", "dpo", "retention", …}, plain text.
    legal = models.JSONField("mentions", default=dict, blank=True)
    # {"state": "none"|"partial"|"full", "audited_on", "rate", "not_accessible", "contact"}
    accessibility = models.JSONField("accessibilité", default=dict, blank=True)
    # Of those the product speaks, which the citizens' pages offer; empty is all of them.
    languages = models.JSONField("langues", default=list, blank=True)

    class Meta:
        verbose_name = "réglages du site"
        verbose_name_plural = "réglages du site"
        constraints = [models.CheckConstraint(name="sitesettings_one_row", condition=Q(id=1))]

    def __str__(self) -> str:
        return "réglages du site"
