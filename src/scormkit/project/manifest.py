"""YAML → frozen settings, all errors of a file at once, each at its line and column."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from scormkit.diagnostics import Location, Severity
from scormkit.project import codes
from scormkit.project.settings import Manifest
from scormkit.project.text import open_text
from scormkit.project.yaml_text import Document, load_yaml

if TYPE_CHECKING:
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
    for index, name in enumerate(manifest.modules):
        if name in manifest.modules[:index]:
            at = document.at(("modules", index))
            report.add(codes.TWICE, f"The module {name!r} stands twice in the course.", at)
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
        message = f"{path} must hold keys and values, e.g. title: My course."
        report.add(codes.BAD_VALUE, message, Location(path, 1, 1))
        return None
    settings = validated(kind, data, document, report)
    return (settings, document) if settings is not None else None


def validated(kind: type[M], data: dict[str, Any], document: Document, report: Report) -> M | None:
    """Make settings of plain data; every misfit is reported at its place."""
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            _report(kind, problem, document, report)
        return None


def severities(manifest: Manifest) -> dict[str, Severity | None]:
    """Give what the manifest says about codes in the form a report takes."""
    return {
        code: None if setting.severity == "off" else Severity(setting.severity)
        for code, setting in manifest.checks.items()
    }


def _report(kind: type[BaseModel], problem: Any, document: Document, report: Report) -> None:  # noqa: ANN401
    path = tuple(part for part in problem["loc"] if isinstance(part, str | int))
    name = ".".join(str(part) for part in path)
    if problem["type"] == "extra_forbidden":
        near = _near(kind, path)
        hint = f"Did you mean {near[0]!r}?" if near else ""
        report.add(codes.UNKNOWN_KEY, f"The key {name!r} is unknown.", document.key_at(path), hint)
    elif problem["type"] == "missing":
        message = f"The key {name!r} is missing."
        report.add(codes.MISSING_KEY, message, document.at(path[:-1]))
    else:
        value = problem["input"]
        shown = repr(value) if len(repr(value)) < 60 else f"{repr(value)[:57]}…"
        message = f"{name}: {shown} does not fit: {problem['msg'][0].lower()}{problem['msg'][1:]}."
        report.add(codes.BAD_VALUE, message, document.at(path))


def _near(kind: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """Find keys that read like the unknown one, at its own level of the settings."""
    model: Any = kind
    for part in path[:-1]:
        field = model.model_fields.get(part) if isinstance(part, str) else None
        if field is None or not hasattr(field.annotation, "model_fields"):
            return []
        model = field.annotation
    return get_close_matches(str(path[-1]), model.model_fields, n=1)
