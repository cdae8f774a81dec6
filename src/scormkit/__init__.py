"""scormkit compiles courses written as text into packages that any LMS imports.

The names below are its public interface; they are loaded when they are first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scormkit.build import build_course
    from scormkit.built import Built, Package
    from scormkit.check.packages import check_package
    from scormkit.diagnostics import Diagnostic, Location, Report, Severity
    from scormkit.errors import ManifestError, PackageError, ScormkitError
else:
    _HOMES = {
        "Built": "built",
        "Diagnostic": "diagnostics",
        "Location": "diagnostics",
        "ManifestError": "errors",
        "Package": "built",
        "PackageError": "errors",
        "Report": "diagnostics",
        "ScormkitError": "errors",
        "Severity": "diagnostics",
        "build_course": "build",
        "check_package": "check.packages",
    }

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


__version__ = "0.1.0"

__all__ = [
    "Built",
    "Diagnostic",
    "Location",
    "ManifestError",
    "Package",
    "PackageError",
    "Report",
    "ScormkitError",
    "Severity",
    "build_course",
    "check_package",
]
