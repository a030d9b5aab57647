"""What Citus, thousands of schemas and isolation ask of the models (DESIGN §10)."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.core import checks
from django.core.management import call_command
from django.db import connection, models

from tenants.models import SchemaTemplate

TENANT_LABELS = {"booking", "sso_contacts", "sso_grants", "sessions"}
# Public columns that hold words, each with its reason. Nothing about a citizen may be among them.
PUBLIC_WORDS = {
    "tenants.SchemaTemplate.head": "names of migrations",
    "tenants.SchemaTemplate.statements": "DDL",
    "tenants.SchemaTemplate.fingerprint": "hash",
    "tenants.Tenant.schema_name": "schema",
    "tenants.Tenant.slug": "host of the administration",
    "tenants.Tenant.name": "administration",
    "tenants.Tenant.short_name": "administration",
    "tenants.Tenant.kind": "code",
    "tenants.Tenant.siren": "public register",
    "tenants.Tenant.departement_code": "code",
    "tenants.Tenant.time_zone": "code",
    "tenants.Tenant.phone": "switchboard of the administration",
    "tenants.Tenant.accent": "colour",
    "tenants.Tenant.status": "code",
    "tenants.Tenant.migration_head": "names of migrations",
    "tenants.Tenant.closed_because": "why the programme closed an administration, in its own words",
    "tenants.Domain.domain": "host",
    "tenants.Demande.siren": "public register",
    "tenants.Demande.siret": "public register, of an agent's employer",
    "tenants.Demande.status": "code",
    "foundation_outbox.Message.name": "name of an event",
    "foundation_outbox.Message.payload": "ids only: Event refuses plain text fields",
    "foundation_outbox.Message.subject": "id",
    "foundation_outbox.Message.correlation_id": "random",
    "foundation_outbox.Delivery.reaction": "name of a reaction",
    "foundation_outbox.Delivery.subject": "id",
    "foundation_outbox.Delivery.state": "code",
    "foundation_outbox.Delivery.error": "class of the error, scrubbed",
    "foundation_due.DueRow.kind": "name of a kind",
    "foundation_due.DueRow.ref": "id",
    "foundation_due.Dropped.kind": "name of a kind",
    "foundation_due.Heartbeat.job": "name of a job",
    "foundation_due.Heartbeat.error": "class of the error, scrubbed",
    "billing_usage.UsageFact.kind": "code",
    "billing_usage.UsageMonth.kind": "code",
    "foundation_courier.Posted.carrier": "code",
    "foundation_courier.Posted.carrier_id": "a carrier's own id of a message",
    "foundation_courier.Posted.phone_hash": "keyed hash, kept a week",
    "sso_accounts.Account.password": "never usable: column of Django's base",
    "sso_accounts.Account.email": "an agent's, given by ProConnect",
    "sso_accounts.Account.previous_email": "an agent's, until it has been told of the change",
    "sso_accounts.Account.given_name": "an agent's, given by ProConnect",
    "sso_accounts.Account.usual_name": "an agent's, given by ProConnect",
    "sso_accounts.Account.siret": "public register, of an agent's employer",
    "sso_accounts.PlatformSession.provider": "code",
    "sso_accounts.PlatformSession.acr": "code",
    "sso_accounts.PlatformSession.amr": "codes",
    "sso_accounts.PlatformSession.idp_id": "identifier of an identity provider",
    "sso_accounts.PlatformSession.id_token": "sealed, for the provider's own logout; emptied with it",
    "sso_accounts.RelinkCode.sub": "an agent's identifier at ProConnect",
    "sso_accounts.RelinkCode.email": "an agent's, given by ProConnect",
    "sso_accounts.RelinkCode.siret": "public register, of an agent's employer",
    "sso_accounts.RelinkCode.browser_hash": "hash",
    "sso_tickets.Ticket.digest": "hash",
    "sso_tickets.Ticket.host": "host",
    "sso_tickets.Ticket.purpose": "code",
    "sso_tickets.Ticket.challenge": "hash",
    "sso_tickets.Ticket.claims": "sealed, sixty seconds, erased at redemption",
    "sso_machines.MachineSecret.client_id": "identifier of a program",
    "sso_machines.MachineSecret.digest": "hash",
    "account.EmailAddress.email": "always empty table: allauth keeps no e-mail here",
    "account.EmailConfirmation.key": "always empty table",
    "socialaccount.SocialAccount.provider": "code",
    "socialaccount.SocialAccount.uid": "an agent's identifier at ProConnect",
    "socialaccount.SocialAccount.extra_data": "sub, idp_id, siret and roles of an agent",
    "socialaccount.SocialApp.provider": "always empty table: clients come from the environment",
    "socialaccount.SocialApp.provider_id": "always empty table",
    "socialaccount.SocialApp.name": "always empty table",
    "socialaccount.SocialApp.client_id": "always empty table",
    "socialaccount.SocialApp.secret": "always empty table",
    "socialaccount.SocialApp.key": "always empty table",
    "socialaccount.SocialApp.settings": "always empty table",
    "socialaccount.SocialToken.token": "always empty table: tokens are used at once",
    "socialaccount.SocialToken.token_secret": "always empty table",
    "mfa.Authenticator.type": "code",
    "mfa.Authenticator.data": "second factors of the programme's team",
    "allauth_idp_oidc.Client.id": "identifier of a program",
    "allauth_idp_oidc.Client.name": "name of a program",
    "allauth_idp_oidc.Client.secret": "hash",
    "allauth_idp_oidc.Client.scopes": "codes",
    "allauth_idp_oidc.Client.default_scopes": "codes",
    "allauth_idp_oidc.Client.type": "code",
    "allauth_idp_oidc.Client.grant_types": "codes",
    "allauth_idp_oidc.Client.redirect_uris": "addresses of a program",
    "allauth_idp_oidc.Client.cors_origins": "addresses of a program",
    "allauth_idp_oidc.Client.response_types": "codes",
    "allauth_idp_oidc.Client.data": "about a program",
    "allauth_idp_oidc.Token.type": "code",
    "allauth_idp_oidc.Token.hash": "hash",
    "allauth_idp_oidc.Token.scopes": "codes",
    "allauth_idp_oidc.Token.data": "about a program",
    "auth.Group.name": "always empty table",
    "auth.Permission.name": "list of Django's",
    "auth.Permission.codename": "list of Django's",
    "sessions.Session.session_key": "random key",
    "sessions.Session.session_data": "signed; of agents on the sign-in host, never of a citizen",
    "contenttypes.ContentType.app_label": "code",
    "contenttypes.ContentType.model": "code",
}
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
