"""WebVTT becomes a transcript; what a browser would not show is told with its line."""

from __future__ import annotations

import pytest

from scormkit.diagnostics import Report
from scormkit.model.blocks import Said
from scormkit.readers import webvtt

HEAD = "WEBVTT\n\n"


def read(text: str) -> tuple[tuple[Said, ...], list[tuple[str, int]]]:
    report = Report()
    said = webvtt.read(text, "files/a.vtt", report)
    return said, [(found.code, found.at.line) for found in report]


def test_voices_pauses_and_tags() -> None:
    text = (
        "\ufeffWEBVTT - a film\nKind: captions\n\nNOTE nobody\nsees this\n\nSTYLE\n::cue {}\n\n"
        "1\n00:01.000 --> 00:02.000 line:0\n<v.loud Anna>Good <i>day</i> &amp;\r\nwelcome.\n\n"
        "00:02.000 --> 00:03.000\n<v Anna>Come in.</v>\n\n"
        "00:03.000 --> 00:04.000\n<v Anna>Come in.\n\n"
        "00:04.000 --> 00:05.000\n<v Boris>1 < 2\n\n"
        "01:00:04.000 --> 01:00:05.000\nLater\n"
    )
    assert read(text) == (
        (Said("Anna", "Good day & welcome. Come in."), Said("Boris", "1 < 2"), Said("", "Later")),
        [],
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1\n00:00:01,000 --> 00:00:02,000\nSubRip\n", [("RDR-003", 1)]),
        (HEAD, [("RDR-005", 1)]),
        (HEAD + "00:01,000 --> 00:02,000\na\n\n00:01.000 --> 00:02.000\nb\n", [("RDR-004", 3)]),
        (HEAD + "words alone\n\n00:01.000 --> 00:02.000\nb\n", [("RDR-004", 3)]),
        ("", [("RDR-003", 1)]),
    ],
)
def test_findings(text: str, expected: list[tuple[str, int]]) -> None:
    assert read(text)[1] == expected
