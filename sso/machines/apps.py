from django.apps import AppConfig


class SsoMachinesConfig(AppConfig):
    name = "sso.machines"
    label = "sso_machines"
