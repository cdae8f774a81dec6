"""The file being read: where its parts stand, and the texts in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Location
from scormkit.model.blocks import Check
from scormkit.model.inlines import Pos
from scormkit.model.names import slug, stable_key
from scormkit.model.walk import kind_of
from scormkit.readers import markdown
from scormkit.readers.quiz import codes
from scormkit.values import Struct

if TYPE_CHECKING:
    from scormkit.diagnostics import Code, Report
    from scormkit.model.quiz import Blocks
    from scormkit.project.yaml_text import Document, Path

_ID_LENGTH = 24


class Sheet(Struct, frozen=True):
    """A test on its way: its YAML, as data and as its file has it, and where to say what is wrong."""

    document: Document
    report: Report
    text: str

    def pos(self, path: Path) -> Pos:
        """Give the place of a part."""
        at = self.document.at(path)
        return Pos(at.line, at.column)

    def wrong(self, code: Code, message: str, path: Path) -> None:
        """Report a part that is wrong."""
        self.report.add(code, message, self.document.at(path))

    def wrong_key(self, code: Code, message: str, path: Path) -> None:
        """Report a key that should not be there."""
        self.report.add(code, message, self.document.key_at(path))

    def wrong_at(self, code: Code, message: str, at: Pos) -> None:
        """Report a part of a text that is wrong."""
        self.report.add(code, message, Location(self.document.path, at.line))

    def blocks(self, text: str, path: Path, *, gaps: bool = False) -> Blocks:
        """Read a text in Markdown; a single line is running text, whatever it begins with."""
        if not text.strip():
            return ()
        line = self.document.first_line(path)
        found = markdown.read_line(
            text, self.document.path, self.report, line=line, gaps=gaps, whole=self.text
        )
        if ":::" in text and kind_of(found, Check):
            self.wrong(codes.NESTED_CHECK, "A check stands inside a question", path)
        return found


def made_id(text: str) -> str:
    """Make an id from words: readable, and as good as unique."""
    plain = " ".join(text.split())
    return f"{slug(plain, _ID_LENGTH) or 'x'}-{stable_key(plain):06x}"
