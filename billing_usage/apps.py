from django.apps import AppConfig


class BillingUsageConfig(AppConfig):
    name = "billing_usage"
    verbose_name = "Consommation"
