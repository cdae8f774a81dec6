"""What stands in the scripts that packages carry, and what must not."""

from __future__ import annotations

import gzip
import json
import re

import pytest

from scormkit.errors import PackageError
from scormkit.player import bundle, hatch_build, scripts
from scormkit.standards import STANDARDS

WORDS = {
    "scorm12": r"\bLMS(?:Initialize|Finish|GetValue|SetValue|Commit|GetLastError)\b|\bcmi\.core\b",
    "scorm2004": r"API_1484_11|\bcmi\.(?:completion_status|success_status|score|learner_)|adl\.nav",
    "aicc": r"(?i)\baicc_(?:sid|url)|\b(?:PutParam|GetParam|ExitAU)\b",
    "xapi": r"activity_platform|scormkit-launch",
    "cmi5": r"LMS\.LaunchData|cmi5LearnerPreferences|auth-token|context/categories/cmi5",
    "lrs": r"X-Experience-API-Version|activities/state|adlnet\.gov/expapi",
}
# Outside of an LMS a course can still tell a Learning Record Store (Rustici's launch method).
SPOKEN = {
    "scorm12": {"scorm12"},
    "scorm2004": {"scorm2004"},
    "aicc": {"aicc"},
    "xapi": {"xapi", "lrs"},
    "cmi5": {"cmi5", "lrs"},
    "web": {"xapi", "lrs"},
}
ONLINE = {name for name, tongues in SPOKEN.items() if tongues & {"lrs", "aicc"}}
IDENTIFIERS = r"http://www\.w3\.org/|http://adlnet\.gov/expapi/|https://w3id\.org/xapi/"


@pytest.fixture(scope="session", autouse=True)
def _made() -> None:
    hatch_build.build()


def test_every_standard_has_its_script() -> None:
    assert {s.script for s in STANDARDS.values()} - {""} == set(SPOKEN) == set(scripts())
    assert set(scripts()) <= set(hatch_build.entries())
    for name in scripts():
        assert bundle(name).startswith(b'"use strict";(()=>{')


def test_a_missing_script_is_told() -> None:
    with pytest.raises(PackageError, match="'nothing' has not been made"):
        bundle("nothing")


@pytest.mark.parametrize("name", SPOKEN)
def test_no_words_of_another_standard(name: str) -> None:
    """P13: no element, function or verb of another standard in the script of this one."""
    script = bundle(name).decode()
    assert {tongue for tongue, words in WORDS.items() if re.search(words, script)} == SPOKEN[name]


@pytest.mark.parametrize("name", ["scorm12", "scorm2004"])
def test_only_elements_of_the_standard_are_named(name: str) -> None:
    model = hatch_build.PACKAGE / "standards" / name / "datamodel.json"
    elements = json.loads(model.read_text("utf-8"))["elements"]
    known = {*elements, *(element.rsplit(".", 1)[0] for element in elements)}
    named = set(re.findall(r"\b(?:cmi|adl)\.[\w.]+\w", bundle(name).decode()))
    assert named
    assert named <= known


@pytest.mark.parametrize("name", SPOKEN)
def test_nothing_that_an_lms_forbids(name: str) -> None:
    """P28, P29, P35: no unload, no worker, no eval, nothing asked for but what the LMS named."""
    script = bundle(name).decode()
    forbidden = (
        r"""["'`](?:before)?unload["'`]|onunload|onbeforeunload|XMLHttpRequest|serviceWorker"""
        r"""|sendBeacon|\beval\(|new Function|importScripts|(?<![.\w])document\.write|Basic [A-Za-z\d]"""
    )
    assert not re.search(forbidden, script)
    assert bool(re.search(r"\bfetch\(", script)) == (name in ONLINE)
    addresses = re.findall(r"https?://[^\s\"'`]+", script)
    assert [address for address in addresses if not re.match(IDENTIFIERS, address)] == []


@pytest.mark.parametrize("name", SPOKEN)
def test_weight(name: str) -> None:
    """Script and styles together stay below 40 kB, compressed; the styles have 8."""
    limit = 26_000 if "lrs" in SPOKEN[name] else 22_000
    assert len(gzip.compress(bundle(name), 9)) < limit


def test_the_script_of_videos_is_small_and_names_one_host() -> None:
    """Only the script of VK Video is ever asked for, and only if the manifest allows it."""
    script = bundle("media").decode()
    found = re.findall(r"https?://[^\s\"'`]+", script)
    assert [a for a in found if not re.match(IDENTIFIERS, a)] == [
        "https://vk.com/js/api/videoplayer.js"
    ]
    assert not re.search(r"\bfetch\(|XMLHttpRequest|\beval\(|new Function", script)
    assert len(gzip.compress(bundle("media"), 9)) < 5_000
