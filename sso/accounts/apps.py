from django.apps import AppConfig


class SsoAccountsConfig(AppConfig):
    name = "sso.accounts"
    label = "sso_accounts"
