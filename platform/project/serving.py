"""What a request goes through, what its page may load, how an endpoint answers."""

from django.utils.csp import CSP

MIDDLEWARE = [
    "project.health.HealthMiddleware",
    "project.correlation.CorrelationMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "project.transport.TransportMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages weigh a fifth; random bytes hide what a length would tell of a secret (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "project.hosts.HostMiddleware",
    "project.languages.LanguageMiddleware",
    "project.flood.FloodMiddleware",
    "project.slashes.SlashMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    # Lazy, and of the public host only: a tenant's session never names an account.
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["foundation.web.authentication.SessionActor"],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "EXCEPTION_HANDLER": "foundation.web.refusals.answer",
    "UNAUTHENTICATED_USER": None,
    "UNAUTHENTICATED_TOKEN": None,
}
