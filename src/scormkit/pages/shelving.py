"""Which source of a course is which page of a wiki, for macros that ask for other pages."""

from __future__ import annotations

import posixpath
import re
from functools import cached_property, partial
from typing import TYPE_CHECKING

from scormkit import readers, transforms
from scormkit.diagnostics import Report
from scormkit.pages.memory import key_of
from scormkit.transforms.links.keys import file_key
from scormkit.transforms.macros.asked import ASKED
from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scormkit.model.course import Page, Source
    from scormkit.project import Manifest, ModuleSources
    from scormkit.project.settings.shapes import MacroRule

_ASKS = re.compile(r"\{\{(?:" + "|".join(sorted(ASKED)) + r")\b", re.IGNORECASE)


def asks(text: str) -> bool:
    """Whether a source may hold a macro that other pages answer."""
    return "{{" in text and _ASKS.search(text) is not None


class Shelving(Struct, frozen=True, dict=True):
    """The sources of a course."""

    modules: tuple[ModuleSources, ...]
    macros: Mapping[str, MacroRule]

    @classmethod
    def of(cls, modules: tuple[ModuleSources, ...], manifest: Manifest) -> Shelving:
        """Take the sources as they were found; nothing is read yet."""
        return cls(modules, manifest.macros)

    @cached_property
    def shelf(self) -> transforms.Shelf:
        """The sources by their names in the wiki."""
        return transforms.Shelf(entry for module in self.modules for entry in self._entries(module))

    @cached_property
    def key(self) -> str:
        """Stand for all that such a macro can ask for."""
        return key_of(
            *((m.id, m.settings.wiki, m.origin, sorted(m.files)) for m in self.modules),
            *((source.path, source.text) for m in self.modules for source in m.pages),
        )

    def _entries(self, module: ModuleSources) -> Iterator[transforms.Entry]:
        files = {file_key(name): name for name in module.files}
        for place, source in enumerate(module.pages):
            taken = module.origin.pages.get(posixpath.basename(source.path))
            own = "" if place else module.settings.wiki
            name = taken.page if taken else own
            came = [n for n, file in module.origin.files.items() if taken and file.page == name]
            attached = [n for n in came if n in module.files] if taken else sorted(module.files)
            named = {file_key(module.origin.files[n].name or n): n for n in came}
            read = partial(self._read, source)
            yield transforms.Entry(
                source.path, module.id, read, name, files | named, tuple(attached)
            )

    def _read(self, source: Source) -> Page:
        """Read a source once more; what is wrong in it is told where it stands."""
        return readers.read(source, Report(), self.macros)
