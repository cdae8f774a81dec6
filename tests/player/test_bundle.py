"""What stands in the scripts that packages carry, and what must not."""

from __future__ import annotations

import gzip
import json
import re

import pytest

from scormkit.errors import PackageError
from scormkit.player import bundle, hatch_build

DATAMODEL = hatch_build.PACKAGE / "standards" / "scorm12" / "datamodel.json"
NAMES = ("scorm12", "web")


@pytest.fixture(scope="session", autouse=True)
def _made() -> None:
    hatch_build.build()


def test_every_standard_has_its_script() -> None:
    assert set(NAMES) <= set(hatch_build.entries())
    for name in NAMES:
        assert bundle(name).startswith(b'"use strict";(()=>{')


def test_a_missing_script_is_told() -> None:
    with pytest.raises(PackageError, match="'nothing' has not been made"):
        bundle("nothing")


def test_only_elements_of_the_standard_are_named() -> None:
    """P13: no element of another standard in the driver of this one."""
    script = bundle("scorm12").decode()
    elements = json.loads(DATAMODEL.read_text("utf-8"))["elements"]
    groups = {name.rsplit(".", 1)[0] for name in elements}
    named = set(re.findall(r"\bcmi\.[\w.]+\w", script))
    assert named
    assert named <= set(elements) | groups
    foreign = (
        r"API_1484_11|completion_status|success_status|learner_id|learner_name|\.scaled|adl\.nav"
    )
    assert not re.search(foreign, script)
    assert "cmi." not in bundle("web").decode()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_an_lms_forbids(name: str) -> None:
    """P28, P29, P35: no unload, no fetch of course data, no worker, no eval, no foreign address."""
    script = bundle(name).decode()
    forbidden = (
        r"""["'`](?:before)?unload["'`]|onunload|onbeforeunload|\bfetch\(|XMLHttpRequest|serviceWorker"""
        r"""|\beval\(|new Function|importScripts|document\.write"""
    )
    assert not re.search(forbidden, script)
    addresses = set(re.findall(r"https?://[^\s\"'`]+", script))
    assert all(a.startswith("http://www.w3.org/") for a in addresses), addresses


@pytest.mark.parametrize("name", NAMES)
def test_weight(name: str) -> None:
    """The aim for script and styles together is 25 kB, compressed."""
    assert len(gzip.compress(bundle(name), 9)) < 22_000
