from django.apps import AppConfig


class DueConfig(AppConfig):
    name = "foundation.due"
    label = "foundation_due"
    verbose_name = "Échéances"
    default_auto_field = "django.db.models.BigAutoField"
