from django.apps import AppConfig


class SsoTicketsConfig(AppConfig):
    name = "sso.tickets"
    label = "sso_tickets"
