from django.apps import AppConfig
from django.db.models.signals import post_delete


class ProjectConfig(AppConfig):
    name = "project"
    verbose_name = "Assemblage"

    def ready(self) -> None:
        from django_tenants.signals import tenant_delete_callback

        from project import checks, wiring  # noqa: F401

        wiring.wire()
        # The library would read every row before each deletion, in case it were an administration to drop.
        post_delete.disconnect(tenant_delete_callback)
