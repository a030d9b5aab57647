"""One reading of a form field, whoever made it: a Django form, a DRF serializer, or a page with plain values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select, Textarea
from rest_framework import serializers

from foundation.languages import Said

GROUPS = ("radio", "checkboxes")


@dataclass(frozen=True, slots=True)
class Choice:
    id: str
    value: str
    label: str
    hint: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class FieldView:
    """`kind` is an input's type, or textarea, select, checkbox, radio, checkboxes."""

    name: str
    label: str = ""
    kind: str = "text"
    value: Any = ""
    hint: str = ""
    errors: Sequence[str] = ()
    required: bool = True
    choices: Sequence[Sequence[Any]] = ()
    attrs: Mapping[str, Any] = field(default_factory=dict)
    id: str = ""

    @property
    def field_id(self) -> str:
        return self.id or id_of(self.name)

    @property
    def described_by(self) -> str:
        """Hint and error both, in reading order; nothing when there is neither."""
        parts = [f"{self.field_id}-indice"] * bool(self.hint) + [f"{self.field_id}-erreur"] * bool(
            self.errors
        )
        return " ".join(parts)

    @property
    def text(self) -> str:
        return "" if self.value is None else str(self.value)

    @property
    def options(self) -> list[Choice]:
        chosen = {str(item) for item in self._values()}
        return [
            Choice(
                id=f"{self.field_id}-{number}",
                value=str(value),
                label=_words(label),
                hint=_words(rest[0]) if rest else "",
                chosen=str(value) in chosen,
            )
            for number, (value, label, *rest) in enumerate(self.choices)
        ]

    def _values(self) -> Iterable[Any]:
        if self.value is None:
            return ()
        return self.value if isinstance(self.value, list | tuple | set) else (self.value,)


def id_of(name: str) -> str:
    """The id that fields and error summaries agree on."""
    return f"id_{name.replace('.', '-')}"


def read_field(source: Any, **given: Any) -> FieldView:
    """What the field says, then what the page says over it (`None` and `""` mean: not said)."""
    view = _read(source, given.get("name") or "")
    said = {key: value for key, value in given.items() if value is not None and value != ""}
    said["attrs"] = {**view.attrs, **said.get("attrs", {})}
    return replace(view, **said)


def _read(source: Any, name: str) -> FieldView:
    if isinstance(source, BoundField):
        return _from_django(source)
    if hasattr(source, "as_form_field"):
        return _from_serializer(source)
    return FieldView(name=name)


def _from_django(bound: BoundField) -> FieldView:
    widget = bound.field.widget
    return FieldView(
        name=bound.html_name,
        label=str(bound.label),
        kind=_django_kind(widget),
        value=bound.value(),
        hint=str(bound.help_text),
        errors=[str(error) for error in bound.errors],
        required=bound.field.required,
        choices=_flat(getattr(widget, "choices", ())),
        # Not `build_widget_attrs`: its aria attributes and `required` are ours to say.
        attrs={**widget.attrs, "disabled": bound.field.disabled},
        id=bound.id_for_label or id_of(bound.html_name),
    )


def _django_kind(widget: Any) -> str:
    kinds: tuple[tuple[type, str], ...] = (
        (CheckboxSelectMultiple, "checkboxes"),
        (RadioSelect, "radio"),
        (Select, "select"),
        (Textarea, "textarea"),
        (CheckboxInput, "checkbox"),
    )
    found = next((kind for cls, kind in kinds if isinstance(widget, cls)), "")
    return found or getattr(widget, "input_type", "") or "text"


_SERIALIZER_KINDS: tuple[tuple[type, str], ...] = (
    (serializers.EmailField, "email"),
    (serializers.URLField, "url"),
    (serializers.DateField, "date"),
    (serializers.TimeField, "time"),
    (serializers.DateTimeField, "datetime-local"),
    (serializers.IntegerField, "number"),
    (serializers.BooleanField, "checkbox"),
    (serializers.MultipleChoiceField, "checkboxes"),
    (serializers.ChoiceField, "select"),
)
_STYLE_KINDS = {"radio.html": "radio", "textarea.html": "textarea", "select.html": "select"}


def _from_serializer(bound: Any) -> FieldView:
    inner = bound._field
    kind = next((kind for cls, kind in _SERIALIZER_KINDS if isinstance(inner, cls)), "text")
    style = dict(inner.style)
    attrs = {key: style[key] for key in ("autocomplete", "inputmode") if key in style}
    if kind in ("text", "email", "url") and getattr(inner, "max_length", None):
        attrs["maxlength"] = inner.max_length
    return FieldView(
        name=bound.name,
        label=_words(inner.label or ""),
        kind=_STYLE_KINDS.get(style.get("base_template", "")) or style.get("input_type") or kind,
        value=bound.value,
        hint=_words(inner.help_text or ""),
        errors=[str(error) for error in bound.errors or ()],
        required=inner.required and not getattr(inner, "allow_blank", False),
        choices=_flat(getattr(inner, "choices", {}).items()),
        attrs=attrs,
    )


def _flat(choices: Iterable[Any]) -> list[tuple[Any, ...]]:
    """Option groups are opened: our selects have none."""
    flat: list[tuple[Any, ...]] = []
    for value, label in choices:
        if isinstance(label, list | tuple):
            flat.extend(tuple(option) for option in label)
        else:
            flat.append(("" if value is None else value, label))
    return flat


def _words(text: Any) -> str:
    """With the language it is written in, when it says so."""
    return text if isinstance(text, Said) else str(text)
