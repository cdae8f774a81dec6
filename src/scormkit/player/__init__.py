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

EXTRAS = ("questions", "media", "checks", "certificate")
"""Kinds of questions beyond choices; videos, sound and frames; questions in the flow; an award."""
_OTHERS = {"preview", *EXTRAS}


def bundle(name: str) -> bytes:
    """Return the script of a standard's player (``scorm12``), of the ``preview``, or an extra one."""
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
    return tuple(sorted(n[:-3] for n in made if n.endswith(".js") and n[:-3] not in _OTHERS))


def extras() -> dict[str, bytes]:
    """Return the scripts that go before a standard's player in documents that need them."""
    return {name: bundle(name) for name in EXTRAS}
