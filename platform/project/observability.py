"""Logs and error reports: what is switched on, and how."""

import logging.config
from typing import Any

import sentry_sdk
from django.conf import settings as django_settings
from sentry_sdk.integrations.atexit import AtexitIntegration
from sentry_sdk.integrations.celery import CeleryIntegration
from sentry_sdk.integrations.dedupe import DedupeIntegration
from sentry_sdk.integrations.django import DjangoIntegration
from sentry_sdk.integrations.excepthook import ExcepthookIntegration
from sentry_sdk.integrations.logging import LoggingIntegration
from sentry_sdk.integrations.redis import RedisIntegration
from sentry_sdk.integrations.threading import ThreadingIntegration

from project.error_reports import ANTICIPATED, scrubbed, scrubbed_breadcrumb

OFF = {"mode": "off"}
# Nothing about a person is collected in the first place; `scrubbed` is the second guard.
# (This option replaces `send_default_pii=False`, which the library deprecates.)
COLLECTION: Any = {
    "user_info": False,
    "cookies": OFF,
    "http_headers": {
        "request": {"mode": "allowlist", "terms": ["host", "accept", "content-type", "content-length"]}
    },
    "http_bodies": [],
    "url_query_params": OFF,
    "graphql": {"document": False, "variables": False},
    "gen_ai": {"inputs": False, "outputs": False},
    "database_query_data": False,
    "queues": False,
    "stack_frame_variables": False,
}


def configure_logging(options: dict[str, str]) -> None:
    """Django's LOGGING_CONFIG: one line per record on standard output, `format` is `json` or `text`."""
    line = "project.log_lines.TextLine" if options.get("format") == "text" else "project.log_lines.JsonLine"
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"line": {"()": line}},
            "handlers": {
                "stdout": {
                    "class": "logging.StreamHandler",
                    "stream": "ext://sys.stdout",
                    "formatter": "line",
                }
            },
            "root": {"handlers": ["stdout"], "level": "INFO"},
            "loggers": {
                # Django gives these handlers and levels of its own, before us.
                "django": {"handlers": [], "level": "INFO", "propagate": True},
                # Refused requests have their access line already.
                "django.request": {"level": "ERROR"},
                "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
                # Each says at INFO the whole address it calls, phone numbers included.
                "httpx": {"level": "WARNING"},
                "httpcore": {"level": "WARNING"},
                # Each pass of the relay, every two seconds: only what goes wrong is news.
                "celery.beat": {"level": "WARNING"},
                "celery.worker.strategy": {"level": "WARNING"},
                "celery.app.trace": {"level": "WARNING"},
            },
        }
    )


def start_sentry(settings: Any = None) -> bool:
    """Report errors when a DSN is set; says whether it does. Once per process, before the application."""
    settings = settings or django_settings
    if not settings.SENTRY_DSN:
        return False
    sentry_sdk.init(
        dsn=settings.SENTRY_DSN,
        release=settings.RELEASE or "non-publiee",
        default_integrations=False,
        auto_enabling_integrations=False,
        integrations=[
            AtexitIntegration(callback=lambda pending, timeout: None),
            DedupeIntegration(),
            ExcepthookIntegration(),
            ThreadingIntegration(),
            LoggingIntegration(level=logging.INFO, event_level=logging.ERROR),
            DjangoIntegration(signals_spans=False),
            CeleryIntegration(propagate_traces=False),
            RedisIntegration(),
        ],
        data_collection=COLLECTION,
        include_local_variables=False,
        max_request_body_size="never",
        before_send=scrubbed,
        before_breadcrumb=scrubbed_breadcrumb,
        # No trace, no profile, no figure: only errors leave.
        before_send_transaction=lambda event, hint: None,
        ignore_errors=[*ANTICIPATED],
        auto_session_tracking=False,
        send_client_reports=False,
        spotlight=False,
    )
    return True
