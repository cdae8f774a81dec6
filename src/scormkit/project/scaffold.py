"""Starts courses and modules that build at once; what stands there already is never touched."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING

from scormkit.diagnostics import Location
from scormkit.model.names import slug
from scormkit.project import codes
from scormkit.project.text import open_text
from scormkit.project.yaml_text import load_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.diagnostics import Report

LANGUAGES = ("en", "ru")
_FIRST = {"en": "Introduction", "ru": "Введение"}
_NUMBER = re.compile(r"^(\d+)[\s._-]*")


def start_course(root: Path, name: str, language: str, report: Report) -> tuple[Path, ...]:
    """Write a manifest and a first module; give the new files, none if nothing was written.

    ``name`` is a title or a file's name, in any script.
    """
    identifier = _identifier(name, report)
    if not identifier:
        return ()
    identifier = identifier if identifier[0].isalpha() else f"course-{identifier}"
    manifest = root / "manifests" / f"{identifier}.yaml"
    if manifest.exists():
        _exists(f"manifests/{manifest.name}", report)
        return ()
    folder = root / "modules" / "01-introduction"
    folder = folder.with_name(f"{identifier}-introduction") if folder.exists() else folder
    made = _write_module(folder, _FIRST[language], language, report)
    if not made:
        return ()
    told = {
        "id": identifier,
        "title": _quoted(_title(name)),
        "language": language,
        "module": folder.name,
    }
    manifest.parent.mkdir(exist_ok=True)
    manifest.write_text(_filled("manifest.yaml", told), encoding="utf-8", newline="\n")
    return (manifest, *made)


def start_module(root: Path, name: str, language: str, report: Report) -> tuple[Path, ...]:
    """Write a module; without a number of its own it gets the next one."""
    identifier = _identifier(name, report)
    if not identifier:
        return ()
    modules = root / "modules"
    if not _NUMBER.match(identifier):
        present = modules.iterdir() if modules.is_dir() else ()
        numbers = [int(m[1]) for path in present if (m := _NUMBER.match(path.name))]
        identifier = f"{max(numbers, default=0) + 1:02}-{identifier}"
    return _write_module(modules / identifier, _title(name), language, report)


def add_to_course(manifest: Path, module: str, report: Report) -> bool:
    """Add a module to a manifest's list, in the author's own layout; say whether that was possible."""
    path = f"manifests/{manifest.name}"
    text = open_text(manifest, path, report)
    document = load_yaml(text, path, report) if text is not None else None
    listed = document.data.get("modules") if document and isinstance(document.data, dict) else None
    if text is None or document is None or not isinstance(listed, list) or not listed:
        return False
    at = document.at(("modules", len(listed) - 1))
    lines = text.split("\n")
    found = re.match(r"(\s*-\s+)[^\s#,\]}]", lines[at.line - 1])
    if found is None:
        return False
    lines.insert(at.line, f"{found[1]}{module}")
    changed = "\n".join(lines)
    again = load_yaml(changed, path, report)
    if again is None or again.data != {**document.data, "modules": [*listed, module]}:
        return False
    manifest.write_text(changed, encoding="utf-8", newline="\n")
    return True


def _write_module(folder: Path, title: str, language: str, report: Report) -> tuple[Path, ...]:
    if folder.exists():
        _exists(f"modules/{folder.name}", report)
        return ()
    texts = {
        "module.yaml": _filled(f"{language}/module.yaml", {"title": _quoted(title)}),
        "01-about.md": _filled(f"{language}/page.md", {"title": title}),
        "test.yaml": _filled(f"{language}/test.yaml", {}),
    }
    (folder / "files").mkdir(parents=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return tuple(folder / name for name in texts)


def _identifier(name: str, report: Report) -> str:
    identifier = slug(name)
    if not identifier:
        report.add(codes.BAD_NAME, f"No file can be named after {name!r}", Location())
    return identifier


def _title(name: str) -> str:
    """Give the title meant by a name: ``client-focus`` is ``Client focus``."""
    title = " ".join(_NUMBER.sub("", name).split()) or name
    if re.fullmatch(r"[a-z0-9-]+", title):
        title = title.replace("-", " ").strip()
    return title[:1].upper() + title[1:]


def _exists(path: str, report: Report) -> None:
    report.add(codes.EXISTS, f"{path} is there already", Location(path))


def _quoted(text: str) -> str:
    """Write a text for YAML, in quotes only if it needs them."""
    if re.fullmatch(r"[^\W\d_][\w ,.!?()–—«»+-]*", text) and not re.fullmatch(
        r"(?i)true|false|null|\s*", text
    ):
        return text
    return json.dumps(text, ensure_ascii=False)


def _filled(template: str, told: dict[str, str]) -> str:
    text = files("scormkit.project").joinpath("templates", template).read_text(encoding="utf-8")
    return re.sub(r"\{(\w+)\}", lambda m: told.get(m[1], m[0]), text)
