"""YAML → frozen settings, all errors of a file at once, each at its line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from scormkit.diagnostics import Location, Severity
from scormkit.project import codes
from scormkit.project.problems import report_problems
from scormkit.project.settings import Manifest
from scormkit.project.text import open_text
from scormkit.project.yaml_text import Document, load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scormkit.diagnostics import Report

M = TypeVar("M", bound=BaseModel)


def load_manifest(file: Path, report: Report) -> Manifest | None:
    """Load a course's settings; ``None`` if they cannot be used."""
    path = file.name if file.parent.name != "manifests" else f"manifests/{file.name}"
    loaded = load_settings(file, path, Manifest, report)
    if loaded is None:
        return None
    manifest, document = loaded
    places = tuple(document.at(("modules", i)) for i in range(len(manifest.modules)))
    if manifest.final_test:  # a module like any other, but for its place
        names = (*manifest.modules, manifest.final_test.module)
        manifest = manifest.model_copy(update={"modules": names})
        places = (*places, document.at(("final_test", "module")))
    manifest.place_modules(places)
    keys = {str(key): document.key_at((key,)) for key in document.data}
    for outer, inner in document.data.items():
        if isinstance(inner, dict):
            keys |= {f"{outer}.{key}": document.key_at((outer, key)) for key in inner}
    manifest.place_keys(keys, Location(path, 1, 1))
    for index, name in enumerate(manifest.modules):
        if name in manifest.modules[:index]:
            message = f"The module {name!r} stands twice in the course"
            report.add(codes.TWICE, message, places[index])
    return manifest


def load_settings(
    file: Path, path: str, kind: type[M], report: Report
) -> tuple[M, Document] | None:
    """Load a file of settings of one kind, with the places of its parts."""
    text = open_text(file, path, report)
    document = load_yaml(text, path, report) if text is not None else None
    if document is None:
        return None
    data = {} if document.data is None else document.data
    if not isinstance(data, dict):
        message = f"{path} must hold keys and values, e.g. title: My course"
        report.add(codes.BAD_VALUE, message, Location(path, 1, 1))
        return None
    settings = validated(kind, data, document, report)
    return (settings, document) if settings is not None else None


def validated(kind: type[M], data: dict[str, Any], document: Document, report: Report) -> M | None:
    """Make settings of plain data; every misfit is reported at its place.

    A key without a value says nothing, so its default holds. A number where text is asked for is
    the text that the author wrote: ``version: 1.10`` is 1.10.
    """
    told = _without_nothing(data)
    try:
        return kind.model_validate(told)
    except ValidationError as error:
        problems = error.errors(include_url=False)
    if _put_texts(told, problems, document):
        try:
            return kind.model_validate(told)
        except ValidationError as error:
            problems = error.errors(include_url=False)
    report_problems(kind, problems, document, report)
    return None


def _without_nothing(value: Any) -> Any:  # noqa: ANN401  YAML holds anything
    if isinstance(value, dict):
        return {key: _without_nothing(v) for key, v in value.items() if v is not None}
    return [_without_nothing(item) for item in value] if isinstance(value, list) else value


def _put_texts(data: Any, problems: Iterable[Any], document: Document) -> bool:  # noqa: ANN401
    """Put the text as written where text is asked for; say whether anything changed."""
    changed = False
    for problem in problems:
        *outer, last = path = tuple(part for part in problem["loc"] if part != "str")
        if problem["type"] == "string_type" and path in document.texts:
            holder = data
            for part in outer:
                holder = holder[part]
            holder[last] = document.texts[path]
            changed = True
    return changed


def severities(manifest: Manifest) -> dict[str, Severity | None]:
    """Give what the manifest says about codes in the form a report takes."""
    return {
        code: None if setting.severity == "off" else Severity(setting.severity)
        for code, setting in manifest.checks.items()
    }
