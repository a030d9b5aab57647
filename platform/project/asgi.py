"""The door of ASGI servers."""

import os

from django.core.asgi import get_asgi_application

from project.observability import start_sentry

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
# Before the application, so that what fails while it loads is reported too.
start_sentry()
application = get_asgi_application()
