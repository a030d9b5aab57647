from django.apps import AppConfig


class SsoContactsConfig(AppConfig):
    name = "sso.contacts"
    label = "sso_contacts"
