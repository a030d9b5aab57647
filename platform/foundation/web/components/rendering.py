"""Small pieces shared by the tag modules."""

from collections.abc import Mapping
from typing import Any

from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

PARTIALS = "foundation/composants"


def flat_attributes(attributes: Mapping[str, Any]) -> SafeString:
    """`hx_get="/x"` is written `hx-get="/x"`; True is a bare attribute; None, False and "" are left out."""
    said = {
        name.strip("_").replace("_", "-"): value
        for name, value in attributes.items()
        if value not in (None, False, "")
    }
    if any(name == "style" or name.startswith("on") for name in said):
        raise ValueError("no inline style, no inline script")
    bare = format_html_join("", " {}", ((name,) for name, value in said.items() if value is True))
    valued = format_html_join(
        "", ' {}="{}"', ((name, value) for name, value in said.items() if value is not True)
    )
    return format_html("{}{}", bare, valued)


def render_partial(context: Context, name: str, values: Mapping[str, Any]) -> SafeString:
    """For block tags: the partial sees its own values and the page's face, nothing else of the page."""
    template = context.template.engine.get_template(f"{PARTIALS}/{name}.html")  # type: ignore[union-attr]
    inner = context.new({**values, "face": context.get("face"), "csrf_token": context.get("csrf_token")})
    return mark_safe(template.render(inner))  # noqa: S308  # rendered by the template engine, escaped there
