from django.apps import AppConfig


class FoundationWebConfig(AppConfig):
    name = "foundation.web"
    label = "foundation_web"
