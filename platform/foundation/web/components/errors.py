"""What went wrong in a form, as links to the fields."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from foundation.web.components.fields import id_of

_WHOLE_FORM = frozenset({"", "__all__", "non_field_errors"})


@dataclass(frozen=True, slots=True)
class FieldError:
    """`target` is the field's id, empty when the whole form is concerned."""

    target: str
    message: str


def read_errors(source: Any) -> list[FieldError]:
    """Reads a Django form, a DRF serializer, `{name: messages}` or `[(name, message)]`."""
    if source is None or source == "":
        return []
    if hasattr(source, "is_valid"):
        return _of_form(source)
    pairs = source.items() if isinstance(source, Mapping) else source
    return [FieldError(_target(name), message) for name, said in pairs for message in _messages(said)]


def _of_form(form: Any) -> list[FieldError]:
    if hasattr(form, "initial_data") and not hasattr(form, "_errors"):
        return []  # a serializer that was not validated refuses to tell
    errors: list[FieldError] = []
    for name, said in form.errors.items():
        target = _target(name)
        if target and hasattr(form, "get_initial_for_field"):
            target = form[name].id_for_label or id_of(form[name].html_name)
        errors += [FieldError(target, message) for message in _messages(said)]
    return errors


def _target(name: str) -> str:
    return "" if name in _WHOLE_FORM else id_of(name)


def _messages(said: Any) -> Iterable[str]:
    if isinstance(said, str):
        return [said]
    if isinstance(said, Mapping):
        return [message for inner in said.values() for message in _messages(inner)]
    return [message for inner in said for message in _messages(inner)]
