"""What the author wrote about a course, in YAML, and where its sources lie."""

from scormkit.project.layout import (
    ModuleSources,
    TestSource,
    find_module,
    find_modules,
    project_root,
)
from scormkit.project.manifest import load_manifest, severities
from scormkit.project.settings import Manifest, ModuleSettings

__all__ = [
    "Manifest",
    "ModuleSettings",
    "ModuleSources",
    "TestSource",
    "find_module",
    "find_modules",
    "load_manifest",
    "project_root",
    "severities",
]
