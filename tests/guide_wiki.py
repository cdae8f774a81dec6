"""The small wiki of the page "From XWiki to a course": as an export, and as a page's source."""

from __future__ import annotations

import tomllib
from html import escape
from typing import TYPE_CHECKING, Any

from guide import ROOT
from ingest.wiki.exports import attachment, export, listing, obj, page

if TYPE_CHECKING:
    from pathlib import Path

WIKI = ROOT / "docs" / "pictures" / "wiki"


def read(language: str) -> dict[str, Any]:
    """Give the wiki: its ``page`` list, and under ``pins`` the order of its lessons."""
    with (WIKI / f"{language}.toml").open("rb") as file:
        return tomllib.load(file)


def files_of(told: dict[str, Any]) -> dict[str, bytes]:
    """Give what is attached to a page."""
    names = told.get("files", {}).items()
    return {name: (WIKI / "files" / file).read_bytes() for name, file in names}


def write_export(path: Path, language: str, *, later: bool = False) -> Path:
    """Write the wiki as it exports itself; ``later``: after its authors went on writing."""
    wiki = read(language)
    names = [told["name"] for told in wiki["page"]]
    pins = obj("XWiki.PinnedChildPagesClass", *wiki["pins"])
    entries: dict[str, str | bytes] = {
        "package.xml": listing(*names, "Library.WebPreferences"),
        "Library/WebPreferences.xml": page("Library.WebPreferences", "", pins, hidden="true"),
    }
    for told in wiki["page"]:
        changed = later and "later" in told
        entries[told["name"].replace(".", "/") + ".xml"] = page(
            told["name"],
            told["later" if changed else "text"],
            "".join(attachment(name, data) for name, data in files_of(told).items()),
            title=told["title"],
            hidden=str(told.get("hidden", False)).lower(),
            defaultLanguage=language,
            version="2.2" if changed else "2.1",
        )
    return export(path, entries)


def write_source(path: Path, language: str) -> None:
    """Write one page as it stands in the wiki's editor."""
    path.write_text(_lesson(language)["text"], "utf-8")


def write_viewer(path: Path, language: str) -> None:
    """Write one page as a browser saves what the wiki shows at ``?viewer=code``."""
    told = _lesson(language)
    lines = enumerate(told["text"].splitlines(), 1)
    rows = "\n".join(f"<tr><td>{n}</td><td>{escape(line)}</td></tr>" for n, line in lines)
    path.write_text(
        f"<!doctype html><html><head><title>{told['title']}</title></head>"
        f"<body><h1>{told['title']}</h1><table>{rows}</table></body></html>",
        "utf-8",
    )


def _lesson(language: str) -> dict[str, Any]:
    told: dict[str, Any] = read(language)["page"][1]
    return told
