"""The Helm chart, rendered offline and checked against the schemas of Kubernetes."""

import tomllib

import helm_python
import kubernetes_validate
import pytest
import yaml

from tests.project.packing.chart import CASES, CHART, container, manifests, workloads
from tests.project.packing.variables import HOUSE

KINDS = [
    "ConfigMap",
    "Deployment",
    "Deployment",
    "Deployment",
    "Ingress",
    "Job",
    "PodDisruptionBudget",
    "Service",
]


@pytest.mark.parametrize("case", CASES)
def test_the_chart_lints(case: str) -> None:
    report = helm_python.lint(CHART, CASES[case], strict=True)
    assert report["errors"] == []
    # Only the missing icon, which is information.
    assert [each for each in report["messages"] if each["severity"] > 1] == []


@pytest.mark.parametrize("version", ["1.25", "1.37"])
@pytest.mark.parametrize("case", CASES)
def test_every_manifest_is_valid_for_kubernetes(case: str, version: str) -> None:
    for manifest in manifests(CASES[case]):
        kubernetes_validate.validate(manifest, version, strict=True)


def test_every_part_is_there() -> None:
    assert sorted(each["kind"] for each in manifests({})) == KINDS
    assert set(workloads({})) == {"web", "worker", "beat", "migration"}


def test_the_version_is_the_products() -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text())["project"]
    chart = yaml.safe_load((CHART / "Chart.yaml").read_text())
    assert (chart["name"], chart["appVersion"]) == (project["name"], project["version"])
    for workload in workloads({}).values():
        assert container(workload)["image"].endswith(f":{project['version']}")
    for workload in workloads(CASES["tuned"]).values():
        assert container(workload)["image"].endswith(":2.3.4")


def test_each_process_has_its_command() -> None:
    assert {name: container(each)["args"] for name, each in workloads({}).items()} == {
        "web": ["rdv", "up", "web"],
        "worker": ["rdv", "up", "worker"],
        "beat": ["rdv", "up", "beat"],
        "migration": ["rdv", "migrate"],
    }


@pytest.mark.parametrize("component", ["web", "worker", "beat", "migration"])
def test_no_container_has_a_right_to_spare(component: str) -> None:
    pod = workloads({})[component]["spec"]["template"]["spec"]
    assert pod["automountServiceAccountToken"] is False
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["runAsUser"] == 10001
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert container(workloads({})[component])["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert {each["mountPath"] for each in container(workloads({})[component])["volumeMounts"]} == {
        "/tmp",  # noqa: S108
        "/srv/rdv/.state",
    }
    assert container(workloads({})[component])["resources"]["limits"]["memory"]


@pytest.mark.parametrize("component", ["web", "worker", "beat", "migration"])
def test_the_cluster_gives_no_variable_of_its_own(component: str) -> None:
    # A service named `rdv` would otherwise set RDV_PORT.
    assert workloads({})[component]["spec"]["template"]["spec"]["enableServiceLinks"] is False


def test_the_web_is_probed_outside_tenants() -> None:
    web = container(workloads({})["web"])
    assert web["livenessProbe"]["httpGet"]["path"] == web["startupProbe"]["httpGet"]["path"] == "/sante/"
    assert web["readinessProbe"]["httpGet"]["path"] == "/sante/pret/"


def test_there_is_never_more_than_one_beat() -> None:
    beat = workloads(CASES["tuned"])["beat"]["spec"]
    assert (beat["replicas"], beat["strategy"]["type"]) == (1, "Recreate")


def test_the_migration_comes_first_and_needs_nothing_of_this_release() -> None:
    migration = workloads(CASES["tuned"])["migration"]
    assert migration["metadata"]["annotations"]["helm.sh/hook"] == "pre-install,pre-upgrade"
    assert container(migration)["envFrom"] == [{"secretRef": {"name": "rdv-service-public"}}]
    config = next(each for each in manifests(CASES["tuned"]) if each["kind"] == "ConfigMap")
    assert {each["name"]: each["value"] for each in container(migration)["env"]} == config["data"]
