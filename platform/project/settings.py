"""Django's settings, flat, built from the typed environment."""

from pathlib import Path

from foundation.languages import LANGUAGES as LANGUAGES
from project import connections
from project import env as environment
from project.installed import INSTALLED_APPS as INSTALLED_APPS
from project.installed import SHARED_APPS as SHARED_APPS
from project.installed import TENANT_APPS as TENANT_APPS
from project.serving import MIDDLEWARE as MIDDLEWARE
from project.serving import REST_FRAMEWORK as REST_FRAMEWORK
from project.serving import SECURE_CSP as SECURE_CSP

ENV = environment.read()
HOUSE = Path(__file__).resolve().parents[2]
STATE = HOUSE / ".state"

SECRET_KEY = ENV.secret_key
SECRET_KEY_FALLBACKS = list(ENV.secret_key_fallbacks)
PSEUDONYM_KEY = ENV.pseudonym_key
DEBUG = False
DEMO = ENV.demo
BASE_DOMAIN = ENV.domain
STATE_DOMAIN = ENV.state_domain
SIGN_IN_HOST = ENV.sign_in_host
SHORT_HOST = ENV.short_host
FLOOD_PER_MINUTE = ENV.flood_per_minute
LINK_PORT = ENV.port
LINK_SCHEME = "https" if ENV.https else "http"
# The tenant look-up is the host check: unknown hosts end there, before sessions, with a 404 page.
ALLOWED_HOSTS = ["*"]
USE_X_FORWARDED_HOST = False
TRUSTED_PROXIES = ENV.trusted_proxies
ROOT_URLCONF = "project.urls_tenant"
PUBLIC_SCHEMA_URLCONF = "project.urls_public"
WSGI_APPLICATION = "project.wsgi.application"
TENANT_MODEL = "tenants.Tenant"
TENANT_DOMAIN_MODEL = "tenants.Domain"
TENANT_LIMIT_SET_CALLS = True
TENANT_ROLES = ENV.tenant_roles
CITUS = ENV.citus
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
SILENCED_SYSTEM_CHECKS = ["django_tenants.W003"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATABASES = {"default": connections.database(ENV.database_url)}
CACHES = connections.caches(ENV.redis_url)
CELERY = connections.broker(ENV.redis_url)

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HOUSE / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "foundation.web.skins.context.face",
            ],
            "loaders": [
                ("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])
            ],
        },
    }
]

SESSION_ENGINE = "foundation.web.session_store"
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# What was typed in a form lives in the session: half a day, then the night removes it.
SESSION_COOKIE_AGE = 43_200
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "foundation.web.refusals.csrf_failure"

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.https else None
SECURE_SSL_REDIRECT = ENV.https
SECURE_HSTS_SECONDS = 31_536_000 if ENV.https else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

AUTH_USER_MODEL = "sso_accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "/connexion/"
LOGIN_REDIRECT_URL = "/"
# No password, no sign-up, no e-mail of allauth's: its pages are not mounted, ProConnect is the only way in.
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
SOCIALACCOUNT_AUTO_SIGNUP = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
# The e-mail comes from ProConnect with the account; allauth keeps none.
SOCIALACCOUNT_EMAIL_REQUIRED = False
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"provider_class": "sso.providers.provider.StrictProvider"}}
SOCIALACCOUNT_ADAPTER = "sso.providers.social_adapter.SocialAdapter"
ACCOUNT_ADAPTER = "sso.providers.account_adapter.AccountAdapter"
PROCONNECT = ENV.proconnect
FRANCECONNECT = ENV.franceconnect
# Raised when the programme asks everyone for a second factor: eidas1-mfa, eidas2.
PROCONNECT_MINIMUM_ACR = "eidas1"
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.trusted_proxies

# The second factor of the programme's team, never a way in by itself.
MFA_ADAPTER = "sso.accounts.second_factor.SecondFactorAdapter"
MFA_TOTP_ISSUER = "RDV Service Public"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TRUST_ENABLED = False
# A code that served is remembered for one period only: with a tolerance it would serve again.
MFA_TOTP_TOLERANCE = 0
# Allauth's own list of e-mails means nothing here: ProConnect vouches for the person.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
MFA_FORMS = {
    "authenticate": "sso.accounts.second_factor_forms.EnterCode",
    "authenticate_webauthn": "sso.accounts.second_factor_forms.EnterKey",
    "reauthenticate": "sso.accounts.second_factor_forms.ConfirmCode",
    "reauthenticate_webauthn": "sso.accounts.second_factor_forms.ConfirmKey",
    "activate_totp": "sso.accounts.second_factor_forms.ActivateApplication",
    "add_webauthn": "sso.accounts.second_factor_forms.AddKey",
}

LANGUAGE_CODE = "fr"
LOCALE_PATHS = [HOUSE / "platform" / "languages"]
FORMAT_MODULE_PATH = "foundation.web.formats"
LANGUAGE_COOKIE_NAME = "__Host-langue"
USE_TZ = True
TIME_ZONE = "Europe/Paris"

STATIC_URL = "/static/"
STATIC_ROOT = ENV.static_root or str(STATE / "static")
STATICFILES_DIRS = [path for path in [HOUSE / "static_build"] if path.is_dir()]
STORAGES = {
    "default": {"BACKEND": "django_tenants.files.storage.TenantFileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = str(STATE / "files")
MULTITENANT_RELATIVE_MEDIA_ROOT = "%s"
FILE_UPLOAD_HANDLERS = ["foundation.web.uploads.AskedFiles"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

MAILERS = {"default": connections.mailer(ENV.email_url)}
DEFAULT_FROM_EMAIL = ENV.email_from
SMS_URL = ENV.sms_url
ADDRESSES_URL = ENV.addresses_url
RETURNS_KEY = ENV.returns_key
REPLY_DOMAIN = ENV.reply_domain
HUB_URL, HUB_TOKEN = ENV.hub_url, ENV.hub_token

SENTRY_DSN = ENV.sentry_dsn
RELEASE = ENV.release
LOGGING_CONFIG = "project.observability.configure_logging"
LOGGING = {"format": ENV.log_format}
