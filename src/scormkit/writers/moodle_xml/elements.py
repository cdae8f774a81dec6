"""The elements of Moodle XML: texts, texts in HTML with the files they show, answers."""

from __future__ import annotations

import base64
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_PLACE = "@@PLUGINFILE@@/"


def address(path: str) -> str:
    """Refer to a file that is embedded in the question."""
    return _PLACE + path.rpartition("/")[2]


def element(name: str, parts: Iterable[str], **attributes: str) -> str:
    """Write an element with others inside."""
    given = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{given}>\n{''.join(parts)}</{name}>\n"


def field(name: str, value: str | bool) -> str:  # noqa: FBT001  it is what is written
    """Write a setting."""
    said = escape(value, quote=False) if isinstance(value, str) else "true" if value else "false"
    return f"<{name}>{said}</{name}>\n"


def plain(text: str) -> str:
    """Write a text without markup."""
    return field("text", text)


def html(name: str, text: str, files: Mapping[str, Path]) -> str:
    """Write a text in HTML under a name of its own."""
    return element(name, rich(text, files), format="html")


def rich(text: str, files: Mapping[str, Path]) -> Iterator[str]:
    """Write a text in HTML, and beside it the files that it refers to, where Moodle looks for them."""
    quoted = text.replace("]]>", "]]]]><![CDATA[>")
    yield f"<text><![CDATA[{quoted}]]></text>\n" if text else "<text></text>\n"
    for place, path in files.items():
        if place in text:
            data = base64.b64encode(path.read_bytes()).decode()
            name = escape(place.removeprefix(_PLACE))
            yield f'<file name="{name}" path="/" encoding="base64">{data}</file>\n'


def answer(
    inside: Iterable[str], told: str, fraction: str, form: str, files: Mapping[str, Path]
) -> str:
    """Write an answer with what it is worth, in percent, and what it is told."""
    parts = [*inside, html("feedback", told, files)]
    return element("answer", parts, fraction=fraction, format=form)
