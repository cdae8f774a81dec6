"""The table of readers, and what a page gets from its file."""

from __future__ import annotations

import pytest

from scormkit.diagnostics import Report
from scormkit.model.course import Source
from scormkit.readers import read


@pytest.mark.parametrize(
    ("path", "identifier"),
    [
        ("modules/04/01-about.xwiki", "about"),
        ("02 О модуле.xwiki", "o-module"),
        ("03.xwiki", "03"),
        ("页.xwiki", "page"),
    ],
)
def test_id_comes_from_the_name(path: str, identifier: str) -> None:
    assert read(Source(path, "a", "xwiki/2.1"), Report()).id == identifier


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("= One **two** =\n\na", "One two"),
        ("((( \n= Inside =\n)))", "Inside"),
        ("== Second level ==", ""),
        ("a", ""),
    ],
)
def test_title_comes_from_the_first_heading(text: str, title: str) -> None:
    page = read(Source("p.xwiki", text, "xwiki/2.1"), Report())
    assert page.title == title
    assert page.source == "p.xwiki"
