from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "foundation.outbox"
    label = "foundation_outbox"
    verbose_name = "Événements"
    default_auto_field = "django.db.models.BigAutoField"
