from django.apps import AppConfig


class CourierConfig(AppConfig):
    name = "foundation.courier"
    label = "foundation_courier"
    verbose_name = "Messages"
    default_auto_field = "django.db.models.BigAutoField"
