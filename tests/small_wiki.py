"""A small wiki for tests: pages by name, and calls that can be made to break."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scormkit.ingest.wiki.pages import Attachment, WikiPage

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.diagnostics import Report


class BrokenError(Exception):
    """The wiki is gone."""


@dataclass
class SmallWiki:
    """``texts`` by (name, language); ``files`` by (name of the page, name of the file)."""

    address: str = "https://wiki.example.org"
    listed: list[WikiPage] = field(default_factory=list)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    files: dict[tuple[str, str], bytes] = field(default_factory=dict)
    calls: list[tuple[str, ...]] = field(default_factory=list)
    breaks_at: int = 0
    silent: bool = False

    def page(
        self,
        name: str,
        text: str,
        *,
        title: str = "",
        language: str = "",
        order: int = 0,
        revision: str = "1.1",
        syntax: str = "xwiki/2.1",
        **files: bytes,
    ) -> SmallWiki:
        """Put a page in place of another of the name; files are called ``a_b`` for ``a.b``."""
        attachments = []
        for key, data in files.items():
            file = key.replace("__", " ").replace("_", ".")
            self.files[name, file] = data
            attachments.append(Attachment(file, len(data), revision))
        new = WikiPage(
            name, title, syntax, revision, language, "ru", order, name, tuple(attachments)
        )
        self.listed = [p for p in self.listed if (p.name, p.language) != (name, language)]
        self.listed.append(new)
        self.texts[name, language] = text
        return self

    def without(self, name: str) -> SmallWiki:
        """Take a page away."""
        self.listed = [page for page in self.listed if page.name != name]
        return self

    def pages(self, report: Report) -> tuple[WikiPage, ...]:
        """List all pages."""
        del report
        self._call("pages")
        return tuple(self.listed)

    def text(self, page: WikiPage, report: Report) -> str | None:
        """Give a page's text."""
        del report
        self._call("text", page.name)
        return None if self.silent else self.texts[page.name, page.language]

    def save(self, page: WikiPage, attachment: Attachment, file: Path, report: Report) -> bool:
        """Write half of a file, and the other half if the wiki is still there."""
        del report
        data = self.files[page.name, attachment.name]
        begun = file.read_bytes() if file.exists() else b""
        assert data.startswith(begun)
        file.write_bytes(data[: max(len(data) // 2, len(begun))])
        self._call("save", page.name, attachment.name)
        file.write_bytes(data)
        return True

    def _call(self, *what: str) -> None:
        self.calls.append(what)
        if len(self.calls) == self.breaks_at:
            raise BrokenError


def course() -> SmallWiki:
    """Two modules under a root with a text of its own, a translation, files."""
    return (
        SmallWiki()
        .page("Курс.WebHome", "= Курс =\n\nО курсе.", title="Курс пчеловода", img_png=b"png")
        .page("Курс.Модуль 2.WebHome", "= Ульи =", title="Модуль 2. Ульи", a_pdf=b"two a")
        .page("Курс.Модуль 1.WebHome", "= Пчёлы =", title="Модуль 1. Пчёлы", a_pdf=b"one a")
        .page("Курс.Модуль 1.Часть 10", "Десять", title="Часть 10", a_pdf=b"ten a")
        .page("Курс.Модуль 1.Часть 2.WebHome", "Два", title="Часть 2", a_pdf=b"2 a", b_png=b"b")
        .page("Курс.Модуль 1.Часть 2.Ещё", "И ещё", title="Ещё")
        .page("Курс.Модуль 1.WebHome", "= Bees =", title="Bees", language="en")
    )


def tree(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
