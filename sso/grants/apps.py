from django.apps import AppConfig


class SsoGrantsConfig(AppConfig):
    name = "sso.grants"
    label = "sso_grants"
