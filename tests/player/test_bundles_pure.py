"""Each standard's script speaks the words of its own standard alone."""

from __future__ import annotations

import gzip
import re

import pytest

from scormkit.player import bundle, hatch_build

WORDS = {
    "scorm12": r"\bLMS(?:Initialize|Finish|GetValue|SetValue|Commit|GetLastError)\b|\bcmi\.(?!interaction\b)[a-z_]",
    "xapi": r"activity_platform|scormkit-launch",
    "cmi5": r"LMS\.LaunchData|cmi5LearnerPreferences|auth-token|context/categories/cmi5",
    "lrs": r"X-Experience-API-Version|activities/state|adlnet\.gov/expapi|\bfetch\(",
}
SPOKEN = {"scorm12": {"scorm12"}, "web": set(), "xapi": {"xapi", "lrs"}, "cmi5": {"cmi5", "lrs"}}


@pytest.fixture(scope="session", autouse=True)
def _made() -> None:
    hatch_build.build()


@pytest.mark.parametrize("name", SPOKEN)
def test_no_words_of_another_standard(name: str) -> None:
    script = bundle(name).decode()
    found = {tongue for tongue, words in WORDS.items() if re.search(words, script)}
    assert found == SPOKEN[name]


@pytest.mark.parametrize("name", ["xapi", "cmi5"])
def test_nothing_that_an_lms_forbids(name: str) -> None:
    """P28, P29: no unload; nothing is asked for but what the LMS named (TC-016)."""
    script = bundle(name).decode()
    forbidden = r"""["'`](?:before)?unload["'`]|sendBeacon|XMLHttpRequest|\beval\(|new Function|Basic [A-Za-z\d]"""
    assert not re.search(forbidden, script)
    names = r"http://www\.w3\.org/|http://adlnet\.gov/expapi/|https://w3id\.org/xapi/"
    addresses = re.findall(r"https?://[^\s\"'`]+", script)
    assert [a for a in addresses if not re.match(names, a)] == []


@pytest.mark.parametrize("name", ["xapi", "cmi5"])
def test_weight(name: str) -> None:
    """Script and styles together stay below 40 kB, compressed; the styles have 8."""
    assert len(gzip.compress(bundle(name), 9)) < 26_000
