"""Renders a piece of template as a page would, and reads it back."""

from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory

from foundation.web.skins.face import Face, Skin


def request_for(skin: Skin = "neutre", path: str = "/", **identity: Any) -> HttpRequest:
    request = RequestFactory().get(path)
    request.host_face = Face(skin=skin, **identity)  # type: ignore[attr-defined]
    return request


def render(source: str, request: HttpRequest | None = None, **context: Any) -> str:
    template = engines["django"].from_string("{% load rdv %}" + source)
    return template.render(context, request or request_for())


def tree(html: str) -> Element:
    """Strict: the first error of markup is an exception."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    if html.lstrip().lower().startswith("<!doctype"):
        return parser.parse(html)
    return parser.parseFragment(html)


def texts(html: str) -> str:
    """What is read, in order, spaces made ordinary."""
    return " ".join("".join(tree(html).itertext()).split())
