"""``origin.json``: what of a module's folder came from a wiki page, and as what it was written."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from pydantic import Field

from scormkit.project.manifest import load_settings
from scormkit.project.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.diagnostics import Report

ORIGIN = "origin.json"
WAITING = ".wiki"
"""Ends the name of the wiki's version of a file that the author changed too; it is part of nothing."""


class Taken(Settings):
    """One file that came from the wiki."""

    page: str = Field(description="Name of the page in the wiki, e.g. Space.Sub.WebHome.")
    name: str = Field("", description="Of an attachment; empty for the text of the page.")
    language: str = Field("", description="Of a translation; empty for the page's own.")
    title: str = Field("", description="Of a page: for a text without a heading of its own.")
    revision: str = Field("", description="As the wiki counts them.")
    digest: str = Field(description="XXH3 of the bytes as they came.")


class Origin(Settings):
    """Made by an import; ``pages`` by file name, ``files`` by name in files/.

    A name is noted before its content comes, with an empty digest, so that an import that breaks off
    gives everything the same names when it is run again.
    """

    wiki: str = Field("", description="The wiki's address.")
    settings: str = Field("", description="XXH3 of module.yaml as the import wrote it.")
    pages: dict[str, Taken] = Field({}, description="Texts, by their names in the folder.")
    files: dict[str, Taken] = Field({}, description="Attachments, by their names in files/.")

    def title(self, path: str) -> str:
        """Give the title that the page of a file has in the wiki."""
        taken = self.pages.get(path.rpartition("/")[2])
        return taken.title if taken else ""

    def written(self) -> str:
        """Give the text of the file: the same for the same content, whatever its order."""
        told = self.model_dump(exclude_defaults=True)
        for kind in ("pages", "files"):
            if kind in told:
                told[kind] = dict(sorted(told[kind].items()))
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def load_origin(folder: Path, report: Report) -> Origin:
    """Load what a module's folder remembers; nothing if it came from no wiki."""
    file = folder / ORIGIN
    if not file.is_file():
        return Origin()
    with suppress(
        ValueError, OSError, RecursionError
    ):  # the places of keys are asked for only if something is wrong
        return Origin.model_validate(json.loads(file.read_bytes()))
    loaded = load_settings(file, f"modules/{folder.name}/{ORIGIN}", Origin, report)
    return loaded[0] if loaded else Origin()
