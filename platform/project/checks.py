"""What a deployment should know before it opens."""

from typing import Any

from django.conf import settings
from django.core import checks


@checks.register
def tenant_roles(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    if settings.TENANT_ROLES:
        return []
    return [
        checks.Warning(
            "Les rôles par administration sont désactivés : une requête fautive pourrait lire un autre schéma.",
            hint="Donnez CREATEROLE au rôle de connexion et retirez TENANT_ROLES=0 (impossible avec CITUS=1).",
            id="rdv.W001",
        )
    ]


@checks.register
def public_models_state_their_kind(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Citus R1: every public model of ours is `reference`, `coordinator` or `managed`."""
    from django.apps import apps

    tenants_own = {config.label for config in apps.get_app_configs() if config.name in settings.TENANT_APPS}
    ours = {
        config.label
        for config in apps.get_app_configs()
        if config.name.split(".")[0] in {"tenants", "billing_usage", "foundation", "sso"}
    }
    kinds = {"reference", "coordinator", "managed"}
    return [
        checks.Error(f"{model.__name__} ne dit pas sa sorte (citus_kind).", id="rdv.E001")
        for model in apps.get_models()
        if model._meta.app_label in ours - tenants_own and getattr(model, "citus_kind", "") not in kinds
    ]
