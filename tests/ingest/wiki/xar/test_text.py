"""The filter before the parser: encodings, control references, and chunks cut anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.wiki.exports import codes, listing, opened, page
from scormkit.archive.package import DamageError
from scormkit.ingest.wiki.xar.text import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEAD = "x" * 1500  # the head is read in one piece, so what is cut has to stand behind it
DECLARED = '<?xml version="1.1" encoding="UTF-8"?>\n'


def cut(data: bytes, length: int) -> Iterator[bytes]:
    return (data[place : place + length] for place in range(0, len(data), length))


def filtered(data: bytes, length: int = 1 << 16) -> tuple[str, list[int]]:
    dropped: list[int] = []
    return "".join(read_text(cut(data, length), dropped.append)), dropped


@pytest.mark.parametrize(
    ("source", "becomes", "dropped"),
    [
        ("<a>x&#1;y&#x1F;z</a>", "<a>xyz</a>", [1, 31]),
        ("<a b='&#2;c&#9;'>&#10;&#13;&#32;&#x42F;</a>", "<a b='c&#9;'>&#10;&#13;&#32;&#x42F;</a>", [2]),
        ("<a><![CDATA[&#1;<!-- ]] ]>]]>&#1;</a>", "<a><![CDATA[&#1;<!-- ]] ]>]]></a>", [1]),
        ("<!-- &#1; <![CDATA[ - -> -->&#3;", "<!-- &#1; <![CDATA[ - -> -->", [3]),
        ("<?x &#1; ?><a>&#4;</a>", "<?x &#1; ?><a></a>", [4]),
        ("<a>&amp;#1; &#; &#x; &#xZ; & &#00000000001;&</a>",
         "<a>&amp;#1; &#; &#x; &#xZ; & &</a>", [1]),
        ("<a>&#0;</a><", "<a></a><", [0]),
        ("<a><![CDATA[&#1;", "<a><![CDATA[&#1;", []),
        ("<a>&#1", "<a>&#1", []),
    ],
)  # fmt: skip
def test_only_what_xml_would_refuse_goes(source: str, becomes: str, dropped: list[int]) -> None:
    for length in (1, 2, 3, 5, 7, 1 << 16):
        assert filtered(source.encode(), length) == (becomes, dropped)
        assert filtered((HEAD + source).encode(), length) == (HEAD + becomes, dropped)
        assert filtered((DECLARED + source).encode(), length) == ("\n" + becomes, dropped)


@given(
    st.lists(st.sampled_from(["&#1;", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "&", "ж", "]", "-"])),
    st.integers(1, 9),
)  # fmt: skip
def test_where_chunks_are_cut_changes_nothing(pieces: list[str], length: int) -> None:
    data = (HEAD + "".join(pieces)).encode()
    assert filtered(data, length) == filtered(data)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1251", "KOI8-R"],
)
def test_the_declared_encoding_is_read(encoding: str, tmp_path: Path) -> None:
    text = page("C.A", "Пчёлы").replace("UTF-8", encoding.removesuffix("-sig"))
    files: dict[str, str | bytes] = {"package.xml": listing("C.A"), "a.xml": text.encode(encoding)}
    wiki, (only,), report = opened(tmp_path / "a.xar", files)
    assert wiki.text(only, report) == "Пчёлы"
    assert codes(report) == []


@pytest.mark.parametrize(
    "data",
    [
        DECLARED.encode() + b"<a>\xff</a>",
        DECLARED.encode() + b"<a>\xd0",
        b'<?xml version="1.0" encoding="zip"?><a/>',
        b'<?xml version="1.0" encoding="no-such"?><a/>',
        b'<?xml version="1.0" encoding="undefined"?><a/>',
        b"\xff\xfe<",
    ],
)
def test_bytes_that_are_something_else(data: bytes) -> None:
    for length in (1, 1 << 16):
        with pytest.raises(DamageError, match="encoding"):
            filtered(data, length)


def test_what_was_dropped_is_told(tmp_path: Path) -> None:
    text = page("C.A", "|").replace("|", "a&#1;b&#x1F;&#1;")
    files: dict[str, str | bytes] = {"package.xml": listing("C.A"), "a.xml": text}
    wiki, (only,), report = opened(tmp_path / "a.xar", files)
    assert wiki.text(only, report) == "ab"
    (found,) = report
    assert (found.code, found.message) == ("XAR-011", "3 control characters: U+0001, U+001F")
