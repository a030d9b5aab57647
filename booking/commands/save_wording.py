"""An administration's own words for one kind of message."""

from datetime import datetime

from booking.commands.message_settings_row import lock_message_settings
from booking.models import MessageSettings
from booking.queries.wording_draft import Draft, Scales, saved_draft
from foundation.actors import Actor
from foundation.courier.channels import Channel
from foundation.database.unit import unit_of_work
from foundation.errors import Refusal


class UnfitWording(Refusal):
    """`context["problems"]`: by field, in the words of `booking.wording.problems`."""

    code = "texte-a-corriger"
    sentence = "Ce texte ne peut pas être envoyé tel quel. Corrigez-le, puis enregistrez de nouveau."
    status = 422


@unit_of_work
def save_wording(draft: Draft, *, by: Actor, now: datetime) -> MessageSettings:
    """What is empty, or the national text itself, goes back to the national text, whatever it becomes.

    Changing either of two compared texts begins the comparison again. Raises Forbidden, UnfitWording.
    """
    settings = lock_message_settings(by)
    scales = Scales(settings, now)
    if found := scales.problems(draft):
        raise UnfitWording(problems=found)
    kind, before = draft.kind.kind, saved_draft(draft.kind, settings, draft.language)
    sms = {**draft.sms, "a": "" if draft.a == scales.national(draft.kind) else draft.a}
    _keep(settings, kind, Channel.SMS, draft.language, sms)
    _keep(settings, kind, Channel.EMAIL, draft.language, draft.email)
    unchanged = before.compared and before.sms == sms
    if not (draft.compared and unchanged):
        others = [each for each in settings.comparing if each["kind"] != kind]
        begun = [{"kind": kind, "since": now.isoformat()}] if draft.compared else []
        settings.comparing = [*others, *begun]
    settings.save(update_fields=["wordings", "comparing"])
    return settings


def _keep(
    settings: MessageSettings, kind: str, channel: Channel, language: str, texts: dict[str, str]
) -> None:
    """Only what is said: a kind without own words leaves no trace."""
    channels = settings.wordings.setdefault(kind, {})
    languages = channels.setdefault(channel.value, {})
    languages[language] = {name: text for name, text in texts.items() if text}
    if not languages[language]:
        del languages[language]
    if not languages:
        del channels[channel.value]
    if not channels:
        del settings.wordings[kind]
