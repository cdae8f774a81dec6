"""Makes exports of a wiki as XWiki writes them, and such as it would never write."""

from __future__ import annotations

import base64
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from scormkit.diagnostics import Report
from scormkit.ingest.wiki.xar import open_export

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.ingest.wiki.pages import Wiki, WikiPage

HEAD = '<?xml version="1.1" encoding="UTF-8"?>\n\n'


def attachment(name: str, data: bytes, *, size: int | None = None, content: str = "") -> str:
    told = len(data) if size is None else size
    return (
        f"<attachment><filename>{escape(name)}</filename><mimetype>application/pdf</mimetype>"
        f"<filesize>{told}</filesize><version>1.1</version><comment/>"
        f"<content>{content or base64.encodebytes(data).decode()}</content></attachment>"
    )


def obj(kind: str, *values: str) -> str:
    listed = "".join(f"<value>{escape(value)}</value>" for value in values)
    return (
        f"<object><name>x</name><number>0</number><className>{kind}</className>"
        f"<class><name>{kind}</name><p><name>p</name><classType>X</classType></p></class>"
        f"<property><pinnedChildPages>{listed}</pinnedChildPages></property></object>"
    )


def page(name: str, content: str = "Text.", more: str = "", /, **fields: str) -> str:
    """A page of version 1.5; a field given empty is left out."""
    space, _, short = name.rpartition(".")
    given = {
        "web": space, "name": short, "language": "", "defaultLanguage": "ru", "translation": "0",
        "creator": "XWiki.Admin", "parent": "Main.WebHome", "version": "2.1", "title": short,
        "syntaxId": "xwiki/2.1", "hidden": "false", "content": content,
    } | fields  # fmt: skip
    body = "\n".join(f"  <{key}>{escape(value)}</{key}>" for key, value in given.items())
    locale = given["language"]
    return (
        f'{HEAD}<xwikidoc version="1.5" reference={quoteattr(name)} locale="{locale}">\n'
        f"{body}\n{more}</xwikidoc>"
    )


def old_page(space: str, name: str, content: str = "Text.") -> str:
    """A page of version 1.0, which has neither a reference nor spaces in spaces."""
    return (
        f'<?xml version="1.0" encoding="ISO-8859-1"?>\n<xwikidoc><web>{space}</web>'
        f"<name>{name}</name><language></language><translation>0</translation><version>1.2</version>"
        f"<title></title><syntaxId>xwiki/2.0</syntaxId><content>{content}</content></xwikidoc>"
    )


def listing(*names: str) -> str:
    """A package.xml; a language stands behind a bar."""
    files = "".join(
        f'<file defaultAction="0" language="{language}">{escape(name)}</file>'
        for name, _, language in (each.partition("|") for each in names)
    )
    return f"{HEAD}<package><infos><name>x</name></infos><files>{files}</files></package>"


def export(path: Path, files: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def opened(path: Path, files: dict[str, str | bytes]) -> tuple[Wiki, tuple[WikiPage, ...], Report]:
    report = Report()
    wiki = open_export(export(path, files), report)
    assert wiki is not None
    return wiki, wiki.pages(report), report


def codes(report: Report) -> list[str]:
    return [found.code for found in report]
