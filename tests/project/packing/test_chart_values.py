"""What the values of the chart become: settings, hosts, notes; and what is refused."""

import json
from typing import Any

import helm_python
import pytest
import yaml

from tests.project.packing.chart import CASES, CHART, STATE, container, manifests, rendered, workloads
from tests.project.packing.variables import read_by_the_service


@pytest.mark.parametrize("case", CASES)
def test_only_variables_that_the_service_reads_are_given(case: str) -> None:
    names = {name for each in manifests(CASES[case]) if each["kind"] == "ConfigMap" for name in each["data"]}
    for workload in workloads(CASES[case]).values():
        names |= {each["name"] for each in container(workload).get("env", [])}
    assert names <= read_by_the_service()


def test_the_wildcard_hosts_of_both_domains_lead_to_the_web() -> None:
    spec = next(each for each in manifests(STATE) if each["kind"] == "Ingress")["spec"]
    both = ["rdv.example.org", "*.rdv.example.org", "rdv.example.gouv.fr", "*.rdv.example.gouv.fr"]
    assert [rule["host"] for rule in spec["rules"]] == both
    assert [host for each in spec["tls"] for host in each["hosts"]] == both
    assert len({each["secretName"] for each in spec["tls"]}) == 2
    assert not any("gouv" in json.dumps(each) for each in manifests({}))


@pytest.mark.parametrize("case", CASES)
def test_no_secret_is_written(case: str) -> None:
    text = "\n".join(rendered(CASES[case]).values())
    assert "kind: Secret" not in text
    for name in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "SENTRY_DSN", "SMS_URL", "EMAIL_URL"):
        assert name not in text


@pytest.mark.parametrize(
    "values",
    [
        {"env": {"SECRET_KEY": "x"}},
        {"env": {"DATABASE_URL": "postgresql://x"}},
        {"existingSecret": ""},
        {"domain": ""},
        {"domain": "https://rdv.example.org"},
        {"image": {"tag": "a b"}},
        {"web": {"replicas": 0}},
        {"inconnu": True},
    ],
    ids=json.dumps,
)
def test_a_wrong_value_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(helm_python.HelmValuesError):
        rendered(values)


def test_the_notes_say_what_to_do_next() -> None:
    notes = next(text for path, text in rendered(STATE).items() if path.endswith("NOTES.txt"))
    assert "https://<nom>.rdv.example.gouv.fr/" in notes
    assert "deploy/rdv-web -- rdv tenant create" in notes
    assert "files.existingClaim" in notes
    kept = next(text for path, text in rendered(CASES["state"]).items() if path.endswith("NOTES.txt"))
    assert "files.existingClaim" not in kept


def test_every_value_is_explained() -> None:
    readme = (CHART / "README.md").read_text()
    for name, value in yaml.safe_load((CHART / "values.yaml").read_text()).items():
        for full in [f"{name}.{each}" for each in value] if isinstance(value, dict) and value else [name]:
            assert f"`{full}`" in readme
