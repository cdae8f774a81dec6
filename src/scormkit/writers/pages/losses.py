"""Says in the report what a syntax cannot say of a page, at the page's own lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Location
from scormkit.values import Struct
from scormkit.writers.pages.codes import AS_HTML, ATTRIBUTE_LOSS, NEAREST

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scormkit.diagnostics import Code, Report
    from scormkit.model.inlines import Attributes, Pos


class Losses(Struct, frozen=True):
    """What is told while a page is written; ``syntax`` is its name for people."""

    path: str
    report: Report
    syntax: str

    def note(self, code: Code, message: str, at: Pos) -> None:
        """Report a finding at a place of the page that was read."""
        self.report.add(code, message, Location(self.path, at.line, at.column))

    def nearest(self, what: str, instead: str, at: Pos) -> None:
        """Say what stands in the place of something."""
        self.note(NEAREST, f"{self.syntax} has no {what}; {instead}", at)

    def html(self, what: str, at: Pos) -> None:
        """Say that HTML stands in the place of something."""
        self.note(AS_HTML, f"{self.syntax} has no {what}, so it is written as HTML", at)

    def attributes(self, attrs: Attributes, what: str, at: Pos) -> None:
        """Say which attributes are left out."""
        if attrs:
            names = ", ".join(name for name, _ in attrs)
            self.note(ATTRIBUTE_LOSS, f"{what} has no place for {names} in {self.syntax}", at)

    def kept(self, attrs: Attributes, allowed: Iterable[str], what: str, at: Pos) -> Attributes:
        """Give the attributes that have a place; say which have none."""
        names = set(allowed)
        self.attributes(tuple(pair for pair in attrs if pair[0] not in names), what, at)
        return tuple(pair for pair in attrs if pair[0] in names)
