"""What the author wrote about a course, in YAML, and where its sources lie."""

from scormkit.project.layout import (
    ModuleSources,
    TestSource,
    find_module,
    find_modules,
    project_root,
)
from scormkit.project.manifest import load_manifest, severities
from scormkit.project.origin import ORIGIN, WAITING, Origin, Taken, load_origin
from scormkit.project.settings import Manifest, ModuleSettings

__all__ = [
    "ORIGIN",
    "WAITING",
    "Manifest",
    "ModuleSettings",
    "ModuleSources",
    "Origin",
    "Taken",
    "TestSource",
    "find_module",
    "find_modules",
    "load_manifest",
    "load_origin",
    "project_root",
    "severities",
]
