"""The applications: those of the public schema, and those of each administration's."""

SHARED_APPS = [
    "django_tenants",
    "foundation.web",
    "foundation.outbox",
    "foundation.due",
    "foundation.courier",
    "tenants",
    "billing_usage",
    "sso.accounts",
    "sso.tickets",
    "sso.machines",
    "rest_framework",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.idp.oidc",
    "django.contrib.sessions",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "project",
]
TENANT_APPS = ["booking", "sso.contacts", "sso.grants", "django.contrib.sessions"]
INSTALLED_APPS = [*SHARED_APPS, *(app for app in TENANT_APPS if app not in SHARED_APPS)]
