"""What Citus, thousands of schemas and isolation ask of the models (DESIGN §10)."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.core import checks
from django.core.management import call_command
from django.db import connection, models

from tenants.models import SchemaTemplate
from tests.architecture.public_words import PUBLIC_WORDS

TENANT_LABELS = {"booking", "sso_contacts", "sso_grants", "sessions"}
WORDS = (models.CharField, models.TextField, models.JSONField)


def tenant_models() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in TENANT_LABELS
    ]


def test_no_relation_crosses_from_a_tenant_to_public() -> None:
    crossing = [
        f"{model.__name__}.{field.name}"
        for model in tenant_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and field.related_model._meta.app_label not in TENANT_LABELS  # type: ignore[union-attr]
    ]
    assert crossing == []


def test_only_sessions_live_on_both_sides() -> None:
    assert set(settings.SHARED_APPS) & set(settings.TENANT_APPS) == {"django.contrib.sessions"}


def test_every_public_word_has_a_reason() -> None:
    labels = {each.label for each in apps.get_app_configs() if each.name in settings.SHARED_APPS}
    columns = {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in labels
        for field in model._meta.concrete_fields
        if isinstance(field, WORDS)
    }
    assert columns == set(PUBLIC_WORDS)


def test_every_table_has_a_wide_key() -> None:
    narrow = [
        model.__name__
        for model in tenant_models()
        if not isinstance(model._meta.pk, models.BigAutoField | models.UUIDField | models.CharField)
    ]
    assert narrow == []


def test_no_column_needs_a_constraint_without_a_name() -> None:
    positive = (models.PositiveIntegerField, models.PositiveSmallIntegerField, models.PositiveBigIntegerField)
    assert [
        str(f) for model in tenant_models() for f in model._meta.local_fields if isinstance(f, positive)
    ] == []


def test_names_leave_room_for_a_shard_number() -> None:
    names = [
        each.name
        for model in tenant_models()
        for each in [*model._meta.constraints, *model._meta.indexes]
        if len(each.name.encode()) > 50
    ]
    assert names == []


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_the_system_checks_find_nothing() -> None:
    assert [str(each) for each in checks.run_checks()] == []


@pytest.mark.django_db
def test_a_tenant_stays_within_fifty_tables_and_260_relations() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE relkind = 'r'), count(*) FROM pg_class"
            " WHERE relnamespace = to_regnamespace('t_model')"
        )
        tables, relations = cursor.fetchone()
    assert tables <= 50
    assert relations <= 260


@pytest.mark.django_db
def test_a_template_is_single_statements_without_schema_nor_trigger() -> None:
    for statement in SchemaTemplate.objects.get().statements:
        body = statement.rstrip("; \n")
        assert not re.search(r";\s*\S", re.sub(r"'[^']*'", "", body)), statement
        assert "t_model" not in statement
        assert not re.search(
            r"CREATE (OR REPLACE )?(TRIGGER|RULE|MATERIALIZED|FUNCTION)", statement, re.IGNORECASE
        )
        assert "INITIALLY DEFERRED" not in statement
