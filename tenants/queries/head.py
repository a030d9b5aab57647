"""The migration head of the tenants' apps: which code a schema was made for."""

from django.apps import apps
from django.conf import settings
from django.db.migrations.loader import MigrationLoader


def head_nodes() -> list[tuple[str, str]]:
    """Leaf migrations of the apps that live in tenants' schemas, sorted."""
    labels = {config.label for config in apps.get_app_configs() if config.name in settings.TENANT_APPS}
    graph = MigrationLoader(None, ignore_no_migrations=True).graph
    return sorted(node for node in graph.leaf_nodes() if node[0] in labels)


def head() -> str:
    return " ".join(f"{app}.{name}" for app, name in head_nodes())
