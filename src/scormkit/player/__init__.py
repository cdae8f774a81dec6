"""The learner's side in TypeScript, and the bundles for Python to ship."""

from __future__ import annotations

from importlib.resources import files

from scormkit.diagnostics import Code, Diagnostic, Severity
from scormkit.errors import PackageError

NO_BUNDLE = Code(
    "PLY-001",
    Severity.ERROR,
    "The player's scripts are there",
    "Install scormkit again, or run `make player` in a checkout: the scripts are made from "
    "TypeScript when the package is installed.",
)

_OTHERS = {"preview.js", "media.js"}


def bundle(name: str) -> bytes:
    """Return the script of a standard's player (``scorm12``), of ``media`` or of the ``preview``."""
    script = files(__name__) / "bundle" / f"{name}.js"
    try:
        return script.read_bytes()
    except FileNotFoundError:
        message = f"The player's script for {name!r} has not been made"
        raise PackageError(
            Diagnostic(NO_BUNDLE.id, NO_BUNDLE.severity, message, hint=NO_BUNDLE.help)
        ) from None


def scripts() -> tuple[str, ...]:
    """Name the players' scripts; several editions of a standard share one."""
    made = (file.name for file in (files(__name__) / "bundle").iterdir())
    return tuple(sorted(n[:-3] for n in made if n.endswith(".js") and n not in _OTHERS))
