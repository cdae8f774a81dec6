"""How the versions of QTI spell what they share, and the names that all documents use."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from scormkit.model.names import slug, stable_key
from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Callable

XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


class Dialect(Struct, frozen=True):
    """How a version of QTI spells what all versions mean.

    ``tag`` and ``attribute`` spell the names of 2.1; ``html`` makes a text fit; ``wrapped`` puts the
    text of feedback and rubrics into an element of its own. ``schemas`` are the addresses of the
    schemas of items and of the manifest.
    """

    title: str
    suffix: str
    namespace: str
    manifest: str
    schema: str
    schemaversion: str
    schemas: tuple[str, str]
    template: str
    tag: Callable[[str], str]
    attribute: Callable[[str], str]
    html: Callable[[str], str]
    wrapped: str = ""

    def element(self, name: str, *inside: str, **attributes: str) -> str:
        """Write an element."""
        tag = self.tag(name)
        given = "".join(
            f' {self.attribute(key)}="{escape(value)}"' for key, value in attributes.items()
        )
        content = "".join(inside)
        return f"<{tag}{given}>{content}</{tag}>" if content else f"<{tag}{given}/>"

    def root(self, name: str, inside: str, lang: str = "", **attributes: str) -> str:
        """Write the element that a document consists of."""
        tag = self.tag(name)
        given = "".join(f' {self.attribute(k)}="{escape(v)}"' for k, v in attributes.items())
        language = f' xml:lang="{escape(lang)}"' if lang else ""
        place = f'xsi:schemaLocation="{self.namespace} {self.schemas[0]}"'
        return f'<{tag} xmlns="{self.namespace}" {XSI} {place}{given}{language}>{inside}</{tag}>'

    def text(self, html: str) -> str:
        """Write the text of feedback or of a rubric."""
        block = self.block(html)
        return f"<{self.wrapped}>{block}</{self.wrapped}>" if self.wrapped else block

    def block(self, html: str) -> str:
        """Write a text among others; a bare line becomes a paragraph."""
        fit = self.html(html)
        return fit if fit.startswith("<") else f"<p>{fit}</p>"

    def outcome(self, name: str, kind: str, default: str = "", *, several: bool = False) -> str:
        """Declare what comes of an item or of a test."""
        e = self.element
        inside = (e("defaultValue", e("value", default)),) if default else ()
        cardinality = "multiple" if several else "single"
        return e(
            "outcomeDeclaration", *inside, identifier=name, cardinality=cardinality, baseType=kind
        )

    def value(self, kind: str, value: str) -> str:
        """Write a value in an expression."""
        return self.element("baseValue", value, baseType=kind)

    def sets(self, outcome: str, expression: str) -> str:
        """Give an outcome its value."""
        return self.element("setOutcomeValue", expression, identifier=outcome)


def identifier(name: str, prefix: str) -> str:
    """Give an id as QTI takes it: the author's own, with a letter first."""
    return name if _NAME.fullmatch(name) else f"{prefix}-{name}"


def file_name(name: str) -> str:
    """Make a name of small letters that is another one for every other id."""
    plain = slug(name, 40)
    return plain if plain == name else f"{plain or 'q'}-{stable_key(name):06x}"


def yes_or_no(value: bool) -> str:  # noqa: FBT001  it is what is written
    """Write whether something holds."""
    return "true" if value else "false"
