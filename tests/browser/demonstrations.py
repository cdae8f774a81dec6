"""The demonstration courses in any theme, built apart from the checkout, without one finding."""

from __future__ import annotations

import re
import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from scormkit.build import build_course

if TYPE_CHECKING:
    from browser.shelf import Shelf

ROOT = Path(__file__).parents[2]


def demonstration(shelf: Shelf, name: str, theme: str = "default") -> Path:
    """Give the package of a course in a theme; it is built once for all who ask."""
    return shelf.get(f"{name}-{theme}", partial(_build, name, theme))


def _build(name: str, theme: str, root: Path) -> Path:
    for folder in ("manifests", "modules"):
        shutil.copytree(ROOT / folder, root / folder)
    manifest = root / "manifests" / f"{name}.yaml"
    text = manifest.read_text(encoding="utf-8")
    named = re.sub(r"^theme:\n|\Z", f"theme:\n  name: {theme}\n", text, count=1, flags=re.MULTILINE)
    manifest.write_text(named, encoding="utf-8")
    built = build_course(manifest, standards=("scorm12",))
    assert [d for d in built.diagnostics if d.severity != "info"] == []
    return built.packages[0].path
