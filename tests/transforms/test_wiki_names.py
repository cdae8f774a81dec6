r"""Names of wiki pages are cut where the wiki cuts them, and lead to addresses and back."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scormkit.transforms.links.wiki import (
    Parts,
    Shown,
    address,
    cut_last,
    nested_at,
    page_at,
    read_address,
    space_at,
    split_alias,
    written,
)

HERE = ("Course", "One", "WebHome")
BASES = (
    "https://h", "https://h/", "https://h/bin/view/", "https://h/xwiki", "https://wiki/corp",
    "https://h/xwiki/wiki/corp", "https://h/wiki/corp/view/", "https://h/wiki/bin/view",
)  # fmt: skip
ALPHABET = st.characters(exclude_categories=["Cs"])
PARTS = st.lists(st.text(ALPHABET, min_size=1), min_size=2, max_size=5).map(tuple)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("A.B.WebHome", ("A", "B", "WebHome")),
        ("04\\. A.B c", ("04. A", "B c")),
        ("A\\\\.B", ("A\\", "B")),
        ("A\\\\\\.B", ("Course", "One", "A\\.B")),
        ("a\\:b.C\\@d", ("a:b", "C@d")),
        ("Page", ("Course", "One", "Page")),
        (".Sub.Page", ("Course", "One", "Sub", "Page")),
        ("A.", ("A", "WebHome")),
        ("\\", ("Course", "One")),
    ],
)
def test_dotted_names(name: str, parts: Parts) -> None:
    assert page_at(name, HERE) == parts


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("A", ("A", "WebHome")),
        ("A.B", ("A", "B", "WebHome")),
        (".B", ("Course", "One", "B", "WebHome")),
    ],
)
def test_spaces(name: str, parts: Parts) -> None:
    assert space_at(name, HERE) == parts


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("A/B", ("A", "B", "WebHome")),
        ("A\\/B", ("A/B", "WebHome")),
        ("A.B", ("A.B", "WebHome")),
        ("./B", ("Course", "One", "B", "WebHome")),
        ("../B", ("Course", "B", "WebHome")),
        ("../../../../B", ("B", "WebHome")),
    ],
)
def test_nested_pages(name: str, parts: Parts) -> None:
    assert nested_at(name, HERE) == parts


def test_attachments_and_aliases() -> None:
    assert cut_last("A.B@c\\@d.pdf", "@") == ("A.B", "c@d.pdf")
    assert cut_last("A\\@B.C@d.pdf", "@") == ("A\\@B.C", "d.pdf")
    assert cut_last("c\\@d.pdf", "@") == ("", "c@d.pdf")
    assert split_alias("corp:A.B") == ("corp", "A.B")
    assert split_alias("A b:c.D") == ("", "A b:c.D")


@pytest.mark.parametrize(
    ("parts", "file", "tail"),
    [
        (("A", "B", "WebHome"), "", "view/A/B/"),
        (("A", "B"), "", "view/A/B"),
        (("04. A", "B c"), "", "view/04.%20A/B%20c"),
        (("A", "x/y"), "", "view/A/x%2Fy"),
        (("A", "B", "WebHome"), "x y#.pdf", "download/A/B/WebHome/x%20y%23.pdf"),
    ],
)
@pytest.mark.parametrize(
    ("base", "root"),
    [
        ("https://h/", "https://h/bin/"),
        ("https://h/bin/view/", "https://h/bin/"),
        ("https://h/xwiki", "https://h/xwiki/bin/"),
        ("https://h/xwiki/wiki/corp", "https://h/xwiki/wiki/corp/"),
        ("https://wiki/corp", "https://wiki/corp/bin/"),
    ],
)
def test_addresses(parts: Parts, file: str, tail: str, base: str, root: str) -> None:
    assert address(base, parts, file) == root + tail
    assert read_address(root + tail, base) == Shown(parts, file)


def test_addresses_of_other_wikis_and_none() -> None:
    assert address("https://h/wiki/corp", ("A", "B"), alias="xwiki") == "https://h/bin/view/A/B"
    assert address("https://h", ("A", "B"), alias="corp") == "https://h/wiki/corp/view/A/B"
    for url in (
        "https://h/wiki/corp/view/A/B",
        "https://other/bin/view/A/B",
        "https://h/bin/edit/A/B",
        "https://h/bin/download/A/B",
        "http://[",
    ):
        assert read_address(url, "https://h") is None
    assert read_address("https://H:443/bin/view/A/B?x#y", "https://h") == Shown(("A", "B"))
    assert read_address("https://h/bin/view/A", "https://h") == Shown(("A", "WebHome"))
    assert read_address("https://h/bin/view/", "https://h") == Shown(("Main", "WebHome"))
    assert read_address("/xwiki/bin/view/A/B", "") == Shown(("A", "B"))


@given(PARTS, st.sampled_from(BASES), st.text(ALPHABET))
@example(("WebHome", "WebHome"), "https://h", "")
@example(("A", "WebHome", "B"), "https://h", "WebHome")
def test_an_address_leads_back_to_its_name(parts: Parts, base: str, file: str) -> None:
    made = address(base, parts, file)
    assert made.isascii()
    assert read_address(made, base) == Shown(parts, file)


@given(PARTS)
def test_a_written_name_leads_back_to_its_parts(parts: Parts) -> None:
    assert split_alias(written(parts)) == ("", written(parts))
    assert page_at(written(parts), HERE) == parts
