"""Mounted under /agent/parametres/webhooks/, for administrators."""

from django.urls import path

from booking.agents.pages.webhook_guide import Guide
from booking.agents.pages.webhook_posts import PostPage, PostSentAgain, WebhookLog
from booking.agents.pages.webhooks import (
    FormerKeyRetired,
    NewKey,
    NewWebhook,
    Resumed,
    Suspended,
    Trial,
    WebhookRemoval,
    Webhooks,
    WebhookSettings,
)

ONE = "<uuid:endpoint_id>/"
POST = f"{ONE}envois/<uuid:post_id>/"

urlpatterns = [
    path("", Webhooks.as_view(), name="agent-webhooks"),
    path("nouveau/", NewWebhook.as_view(), name="agent-webhook-nouveau"),
    path("guide/", Guide.as_view(), name="agent-webhooks-guide"),
    path(ONE, WebhookLog.as_view(), name="agent-webhook"),
    path(f"{ONE}reglages/", WebhookSettings.as_view(), name="agent-webhook-reglages"),
    path(f"{ONE}cle/", NewKey.as_view(), name="agent-webhook-cle"),
    path(f"{ONE}cle/ancienne/", FormerKeyRetired.as_view(), name="agent-webhook-cle-ancienne"),
    path(f"{ONE}essai/", Trial.as_view(), name="agent-webhook-essai"),
    path(f"{ONE}arreter/", Suspended.as_view(), name="agent-webhook-arreter"),
    path(f"{ONE}reactiver/", Resumed.as_view(), name="agent-webhook-reactiver"),
    path(f"{ONE}supprimer/", WebhookRemoval.as_view(), name="agent-webhook-supprimer"),
    path(POST, PostPage.as_view(), name="agent-webhook-envoi"),
    path(f"{POST}renvoyer/", PostSentAgain.as_view(), name="agent-webhook-renvoyer"),
]
