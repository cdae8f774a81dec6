"""Packages that several tests look at: built once a run, whichever process comes first."""

from __future__ import annotations

import fcntl
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Shelf:
    """A folder that all processes of a run share; a builder is called with a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, name: str, build: Callable[[Path], Path]) -> Path:
        """Give what ``build`` made under this name; others wait while it is being made."""
        self.folder.mkdir(exist_ok=True)
        note = self.folder / f"{name}.txt"
        with (self.folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not note.exists():
                place = build(self.folder / name)
                note.write_text(str(place), encoding="utf-8")
        return Path(note.read_text(encoding="utf-8"))
