"""The chart as Helm renders it, offline, for several sets of values."""

from typing import Any

import helm_python
import yaml

from tests.project.packing.variables import HOUSE

CHART = HOUSE / "helm"
STATE = {"stateDomain": "rdv.example.gouv.fr"}
CASES: dict[str, dict[str, Any]] = {
    "defaults": {},
    "state": {**STATE, "files": {"existingClaim": "rdv-files"}, "signInHost": "rdv.example.gouv.fr"},
    "small": {"web": {"replicas": 1}, "worker": {"replicas": 1}, "ingress": {"enabled": False}},
    "tuned": {
        "image": {"tag": "2.3.4", "pullPolicy": "Always"},
        "imagePullSecrets": [{"name": "registre"}],
        "ingress": {"className": "nginx", "annotations": {"cert-manager.io/cluster-issuer": "lets"}},
        "env": {"TENANT_ROLES": "0", "RDV_LOG_FORMAT": "json"},
        "nodeSelector": {"zone": "secnum"},
        "tolerations": [{"key": "rdv", "operator": "Exists"}],
        "affinity": {"podAntiAffinity": {}},
    },
}


def rendered(values: dict[str, Any]) -> dict[str, str]:
    return helm_python.Chart.load(CHART).render(values, name="rdv", namespace="prod")


def manifests(values: dict[str, Any]) -> list[dict[str, Any]]:
    texts = (text for path, text in rendered(values).items() if not path.endswith("NOTES.txt"))
    return [each for text in texts for each in yaml.safe_load_all(text) if each]


def workloads(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """By component: web, worker, beat, migration."""
    return {
        each["metadata"]["labels"]["app.kubernetes.io/component"]: each
        for each in manifests(values)
        if each["kind"] in {"Deployment", "Job"}
    }


def container(workload: dict[str, Any]) -> dict[str, Any]:
    (only,) = workload["spec"]["template"]["spec"]["containers"]
    return only
