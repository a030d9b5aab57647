from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "project"
    verbose_name = "Assemblage"

    def ready(self) -> None:
        from project import checks, wiring  # noqa: F401

        wiring.wire()
