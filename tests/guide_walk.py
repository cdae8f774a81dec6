"""Does what the page "From XWiki to a course" says, in its order, as an author at a desk would."""

from __future__ import annotations

import re
import shlex
from contextlib import chdir
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from click.testing import CliRunner

from cli.test_preview import previewing
from guide import ROOT
from guide_wiki import read, write_export
from scormkit.cli import cli

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_PARTS = re.compile(r"^## (\d+)\.|^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
WIKI_CHANGES = 10
"""The section before which the author and the wiki go on writing."""


def page(language: str) -> Path:
    """Where the page stands."""
    return ROOT / "docs" / language / "from-xwiki.md"


@dataclass(frozen=True, slots=True)
class Step:
    """A fence of the page: ``sh`` is typed, ``yaml`` written, ``console`` another way than the one walked."""

    section: int
    kind: str
    text: str


def steps(language: str) -> Iterator[Step]:
    """Give the fences of the page in their order; a command is a step of its own."""
    section = 0
    for number, kind, text in _PARTS.findall(page(language).read_text(encoding="utf-8")):
        section = int(number) if number else section
        if kind == "yaml":
            yield Step(section, kind, text)
        elif kind:
            yield from (Step(section, kind, line) for line in text.splitlines())


@dataclass
class Author:
    """Works in ``root``; ``seen`` is every file that lay there after some step."""

    root: Path
    language: str
    preview: Callable[[str], None]
    seen: set[str] = field(default_factory=set)

    def walk(self) -> Iterator[tuple[Step, int, str]]:
        """Take each step; give it with what the command answered."""
        write_export(self.root / "course.xar", self.language)
        section = 0
        for step in steps(self.language):
            for passed in range(section, step.section):
                self._between(passed + 1)
            section = step.section
            if step.kind == "yaml":
                self._write(step.text)
                self._look()
            elif step.kind == "sh":
                status, output = self.run(step.text)
                self._look()
                yield step, status, output

    def run(self, command: str) -> tuple[int, str]:
        """Type a command; the preview is ended as soon as it was looked at."""
        if command == "scormkit preview":
            with previewing(self.root) as address:
                self.preview(address)
            return 0, ""
        with chdir(self.root):
            words = shlex.split(command)[1:]
            result = CliRunner().invoke(cli, words, standalone_mode=False)
        if result.exception:
            raise result.exception
        return result.return_value or 0, result.output

    def take_over(self) -> None:
        """Delete what the wiki had beside the author's own."""
        for file in self.root.rglob("*.wiki"):
            file.unlink()

    def _write(self, text: str) -> None:
        """Write a file whole, but a manifest is only added to."""
        head, _, lines = text.partition("\n")
        file = self.root / head.removeprefix("# ")
        before = file.read_text("utf-8") if file.parent.name == "manifests" else ""
        file.write_text(before + lines, "utf-8")

    def _between(self, section: int) -> None:
        """Do by hand what the page asks for in words."""
        wiki = read(self.language)
        if section == WIKI_CHANGES:
            edit = wiki["edit"]
            file = self.root / edit["file"]
            text = file.read_text("utf-8")
            file.write_text(text.replace(edit["old"], edit["new"]), "utf-8")
            write_export(self.root / "course.xar", self.language, later=True)
        elif section == WIKI_CHANGES - 4:  # the section on what is missing has no command
            missing = self.root / wiki["missing"]
            missing.parent.mkdir(exist_ok=True)
            missing.write_bytes(b"a form")

    def _look(self) -> None:
        files = (path for path in self.root.rglob("*") if path.is_file())
        self.seen |= {path.relative_to(self.root).as_posix() for path in files}
