"""Names of the translated course: beside the original, with the language behind every name.

A module's folder is its id, and learners' records hang on ids; so a translated module is a module of
its own. With the language at the end it keeps its number, stands next to its original, and the files
in it keep their names, so that links between pages and to files need no change.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from scormkit.diagnostics import Report
from scormkit.ingest.translate.yaml_files import replaced, spliced
from scormkit.project.yaml_text import load_yaml
from scormkit.values import Struct

if TYPE_CHECKING:
    from scormkit.ingest.translate.sources import CourseTexts
    from scormkit.project.yaml_text import Path

_LONGEST_ID = 60


class Names(Struct, frozen=True):
    """New names by old ones."""

    language: str
    manifest: str
    old_manifest: str
    modules: dict[str, str]

    @classmethod
    def of(cls, course: CourseTexts, language: str) -> Names:
        """Make the names for a language."""
        path = PurePosixPath(course.path)
        manifest = path.with_name(f"{path.stem}-{language.lower()}{path.suffix}").as_posix()
        modules = {module.id: f"{module.id}-{language.lower()}" for module in course.modules}
        return cls(language, manifest, course.path, modules)

    def place(self, path: str) -> str:
        """Give the new path of a file."""
        if path == self.old_manifest:
            return self.manifest
        modules, module, *rest = path.split("/")
        return "/".join((modules, self.modules[module], *rest))

    def links(self, text: str, path: str) -> str:
        """Lead the links to modules of the course, which go by the folder's name, to the new ones."""
        if not self.modules:
            return text
        names = "|".join(map(re.escape, sorted(self.modules, key=len, reverse=True)))
        before, after = _WIKI if ".xwiki" in path else _MARKDOWN
        link = re.compile(rf"({before})({names})(?={after})")
        return link.sub(lambda found: found[1] + self.modules[found[2]], text)


_PREFIX = r"(?:\.\./|(?:\.\./)*modules/|/|doc:|page:|space:)?"
_MARKDOWN = (rf"\]\(\s*<?{_PREFIX}|^\[[^\]\n]+\]:[ \t]*<?{_PREFIX}", r"[)>#/?\s]")
_WIKI = (rf">>{_PREFIX}|\[\[{_PREFIX}", r"\]\]|\|\||[#?/]")


def new_manifest(text: str, names: Names) -> str:
    """Give the manifest its own id, language, modules and address."""
    document = load_yaml(text, names.manifest, Report())
    assert document is not None  # it was read a moment ago
    data, suffix = document.data, f"-{names.language.lower()}"
    values: dict[Path, str] = {("id",): f"{data['id'][: _LONGEST_ID - len(suffix)]}{suffix}"}
    if data.get("iri"):
        values["iri",] = data["iri"] + suffix
    for index, module in enumerate(data["modules"]):
        values["modules", index] = names.modules.get(module, module)
    if final := data.get("final_test"):
        place: Path = ("final_test", "module") if isinstance(final, dict) else ("final_test",)
        module = final["module"] if isinstance(final, dict) else final
        values[place] = names.modules.get(module, module)
    if ("language",) in document.values:
        values["language",] = names.language
        return replaced(document, text, values)
    changed = replaced(document, text, values)
    again = load_yaml(changed, names.manifest, Report())
    assert again is not None
    end, flow = again.ends["id",].index, changed[again.values[()].index] == "{"
    between = ", " if flow else "\n"
    return spliced(changed, {(end, end): f"{between}language: {names.language}"})
