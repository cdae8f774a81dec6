"""The preview as an LMS of SCORM 2004: strict, and it sequences; courses that are nothing but calls."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from browser.harness import Lms

HTML = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare</title><main><h1>Bare</h1></main>
<script>
const api = () => parent.API_1484_11;
const call = (name, ...args) => api()[name](...args) + " " + api().GetLastError();
</script></html>"""
MANIFEST = """<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss"
xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3" xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3">
<metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>Bare</title>{items}
<imsss:sequencing><imsss:controlMode {control}/></imsss:sequencing></organization></organizations>
<resources><resource identifier="r" type="webcontent" adlcp:scormType="sco" href="sco.html"/></resources>
</manifest>"""
ITEM = (
    '<item identifier="i{n}" identifierref="r" parameters="n={n}" {attributes}><title>Item {n}</title>'
    "{told}<imsss:sequencing>{rules}<imsss:deliveryControls "
    'completionSetByContent="true" objectiveSetByContent="true"/></imsss:sequencing></item>'
)
# Item 2 opens when item 1 has been passed.
WRITES = """<imsss:objectives><imsss:primaryObjective objectiveID="OBJ-1" {measure}>
<imsss:mapInfo targetObjectiveID="g1" writeSatisfiedStatus="true"/></imsss:primaryObjective>
</imsss:objectives>"""
GATED = """<imsss:sequencingRules><imsss:preConditionRule>
<imsss:ruleConditions conditionCombination="any">
<imsss:ruleCondition referencedObjective="PRE" operator="not" condition="satisfied"/>
<imsss:ruleCondition referencedObjective="PRE" operator="not" condition="objectiveStatusKnown"/>
</imsss:ruleConditions><imsss:ruleAction action="{action}"/></imsss:preConditionRule></imsss:sequencingRules>
<imsss:objectives><imsss:primaryObjective objectiveID="OBJ-2"/><imsss:objective objectiveID="PRE">
<imsss:mapInfo targetObjectiveID="g1"/></imsss:objective></imsss:objectives>"""
SKIPPED = """<imsss:sequencingRules><imsss:preConditionRule><imsss:ruleConditions>
<imsss:ruleCondition condition="always"/></imsss:ruleConditions>
<imsss:ruleAction action="skip"/></imsss:preConditionRule></imsss:sequencingRules>"""
FREE = 'choice="true" flow="true"'


def item(n: int, rules: str = "", told: str = "", attributes: str = "") -> str:
    return ITEM.format(n=n, rules=rules, told=told, attributes=attributes)


@pytest.fixture
def bare(lms: Callable[..., Lms], tmp_path: Path) -> Callable[..., Lms]:
    def make(*items: str, control: str = FREE, **options: Any) -> Lms:
        package = tmp_path / "bare.zip"
        with zipfile.ZipFile(package, "w") as archive:
            manifest = MANIFEST.format(items="".join(items or (item(1),)), control=control)
            archive.writestr("imsmanifest.xml", manifest)
            archive.writestr("sco.html", HTML)
        return lms(package, **options)

    return make


def call(lms: Lms, name: str, *args: str) -> str:
    lms.course.wait_for_load_state()
    answer: str = lms.course.evaluate("([name, ...args]) => call(name, ...args)", [name, *args])
    return answer


def put(lms: Lms, **values: str) -> None:
    """``score__raw="1"`` sets ``cmi.score.raw``."""
    for name, value in values.items():
        assert call(lms, "SetValue", "cmi." + name.replace("__", "."), value) == "true 0", name


def at(lms: Lms, n: int) -> None:
    lms.eventually(lambda: lms.course.url.endswith(f"?n={n}"), f"item {n} is open")


REFUSED = [
    ("cmi.suspend_data", "x" * 64001, "406"),
    ("cmi.location", "x" * 1001, "406"),
    ("cmi.completion_status", "passed", "406"),
    ("cmi.success_status", "Passed", "406"),
    ("cmi.score.scaled", "1.1", "407"),
    ("cmi.score.scaled", "0,5", "406"),
    ("cmi.progress_measure", "-0.1", "407"),
    ("cmi.session_time", "00:01:00", "406"),
    ("cmi.session_time", "PT1.123S", "406"),
    ("cmi.exit", "leave", "406"),
    ("cmi.learner_id", "x", "404"),
    ("cmi.total_time", "PT1S", "404"),
    ("cmi.score._children", "x", "404"),
    ("cmi.core.lesson_status", "passed", "401"),
    ("cmi.interactions.1.id", "q", "351"),
    ("cmi.interactions.0.type", "choice", "408"),
    ("cmi.interactions.0.id", "q 1", "406"),
    ("cmi.objectives.0.success_status", "passed", "408"),
    ("adl.nav.request", "next", "406"),
]


def test_refuses_what_strict_lmss_refuse(bare: Callable[..., Lms]) -> None:
    lms = bare()
    assert call(lms, "Initialize", "") == "true 0"
    for element, value, code in REFUSED:
        assert call(lms, "SetValue", element, value) == f"false {code}", element
    put(lms, interactions__0__id="q_1", interactions__0__type="choice")
    for value in ("a[,]a", "a b", "a[,]"):
        answer = call(lms, "SetValue", "cmi.interactions.0.learner_response", value)
        assert answer == "false 406", value
    assert call(lms, "SetValue", "cmi.interactions.0.result", "wrong") == "false 406"
    assert (
        call(lms, "SetValue", "cmi.interactions.0.timestamp", "2026-01-01T00:00:00Z") == "false 406"
    )
    assert call(lms, "SetValue", "cmi.interactions.0.latency", "5") == "false 406"
    put(lms, objectives__0__id="one")
    assert call(lms, "SetValue", "cmi.objectives.0.id", "other") == "false 351"
    assert call(lms, "SetValue", "cmi.objectives.1.id", "one") == "false 351"
    assert call(lms, "GetValue", "cmi.exit") == " 405"
    assert call(lms, "GetValue", "cmi.nothing") == " 401"
    assert call(lms, "GetValue", "cmi.objectives.5.id") == " 301"
    before = len(lms.errors())
    assert call(lms, "GetValue", "cmi.suspend_data") == " 403"
    assert len(lms.errors()) == before  # a first look is no mistake


def test_takes_what_the_standard_allows(bare: Callable[..., Lms]) -> None:
    lms = bare()
    assert call(lms, "Initialize", "") == "true 0"
    put(lms, suspend_data="x" * 64000, location="стр. 1", completion_status="incomplete")
    put(lms, score__scaled="0.5", score__raw="50", score__min="0", score__max="100")
    put(
        lms,
        progress_measure="0.5",
        exit="suspend",
        session_time="PT1H2M3.5S",
        success_status="unknown",
    )
    put(lms, interactions__0__id="urn:x:q_1", interactions__0__type="choice")
    put(lms, interactions__0__correct_responses__0__pattern="a[,]c")
    put(lms, interactions__0__learner_response="a", interactions__0__result="incorrect")
    put(lms, interactions__0__weighting="1.5", interactions__0__latency="PT7.25S")
    put(lms, interactions__0__timestamp="2026-01-01T10:20:30", interactions__0__description="да")
    put(lms, interactions__1__id="urn:x:q_2", interactions__1__type="true-false")
    put(
        lms,
        interactions__1__correct_responses__0__pattern="true",
        interactions__1__learner_response="false",
    )
    assert call(lms, "Commit", "") == "true 0"
    assert call(lms, "Terminate", "") == "true 0"
    assert lms.errors() == []


def test_order_of_calls(bare: Callable[..., Lms]) -> None:
    lms = bare()
    for name, args, code in (
        ("GetValue", ["cmi.entry"], "122"), ("SetValue", ["cmi.exit", ""], "132"),
        ("Commit", [""], "142"), ("Terminate", [""], "112"),
    ):  # fmt: skip
        assert call(lms, name, *args).endswith(code)
    assert call(lms, "Initialize", "x") == "false 201"
    assert call(lms, "Initialize", "") == "true 0"
    assert call(lms, "Initialize", "") == "false 103"
    assert call(lms, "Terminate", "") == "true 0"
    for name, args, code in (
        ("GetValue", ["cmi.entry"], "123"), ("SetValue", ["cmi.exit", ""], "133"),
        ("Commit", [""], "143"), ("Terminate", [""], "113"), ("Initialize", [""], "104"),
    ):  # fmt: skip
        assert call(lms, name, *args).endswith(code)


def test_suspended_data_come_back_and_time_adds_up(bare: Callable[..., Lms]) -> None:
    lms = bare()
    call(lms, "Initialize", "")
    assert call(lms, "GetValue", "cmi.entry") == "ab-initio 0"
    put(lms, exit="suspend", suspend_data="ABC", session_time="PT10.5S")
    call(lms, "Commit", "")
    lms.kill()
    call(lms, "Initialize", "")
    assert call(lms, "GetValue", "cmi.entry") == "resume 0"
    assert call(lms, "GetValue", "cmi.suspend_data") == "ABC 0"
    assert call(lms, "GetValue", "cmi.total_time") == "PT0H0M10.5S 0"
    put(lms, session_time="PT1H", exit="normal")
    call(lms, "Terminate", "")
    lms.relaunch()
    call(lms, "Initialize", "")
    assert call(lms, "GetValue", "cmi.entry") == " 0"
    assert call(lms, "GetValue", "cmi.suspend_data") == " 403"
    assert call(lms, "GetValue", "cmi.completion_status") == "unknown 0"
    assert lms.errors() == []


def test_what_the_manifest_tells_reaches_the_sco(bare: Callable[..., Lms]) -> None:
    measure = 'satisfiedByMeasure="true"'
    rules = '<imsss:limitConditions attemptAbsoluteDurationLimit="PT1H"/>' + WRITES.format(
        measure=measure
    ).replace(
        "<imsss:mapInfo",
        "<imsss:minNormalizedMeasure>0.7</imsss:minNormalizedMeasure><imsss:mapInfo",
    )
    told = (
        "<adlcp:timeLimitAction>exit,message</adlcp:timeLimitAction>"
        "<adlcp:dataFromLMS>p=1</adlcp:dataFromLMS>"
        '<adlcp:completionThreshold completedByMeasure="true" minProgressMeasure="0.9"/>'
    )
    lms = bare(item(1, rules, told))
    call(lms, "Initialize", "")
    for element, value in {
        "cmi.launch_data": "p=1", "cmi.time_limit_action": "exit,message", "cmi.max_time_allowed": "PT1H",
        "cmi.scaled_passing_score": "0.7", "cmi.completion_threshold": "0.9", "cmi.objectives._count": "1",
        "cmi.objectives.0.id": "OBJ-1", "cmi.learner_name": "Learner, 1", "cmi.mode": "normal",
    }.items():  # fmt: skip
        assert call(lms, "GetValue", element) == f"{value} 0", element
    put(lms, score__scaled="0.7", progress_measure="0.8", exit="suspend")
    put(lms, success_status="failed", completion_status="completed")
    call(lms, "Terminate", "")
    assert lms.stored()["cmi.success_status"] == "passed"  # the LMS knows better (RTE, 4.2.21)
    assert lms.stored()["cmi.completion_status"] == "incomplete"


def test_a_gate_opens_when_what_is_before_it_was_passed(bare: Callable[..., Lms]) -> None:
    lms = bare(
        item(1, WRITES.format(measure="")), item(2, GATED.format(action="disabled")), item(3)
    )
    assert [state for _, state in lms.entries()] == ["open", "disabled", "open"]
    assert lms.page.locator(".items button").nth(1).is_disabled()
    lms.launch(1)
    at(lms, 1)
    call(lms, "Initialize", "")
    put(lms, exit="suspend", completion_status="completed", success_status="passed")
    call(lms, "Commit", "")
    lms.eventually(lambda: lms.entries()[1] == ("", "open"), "the gate opens")
    assert lms.entries()[0] == ("completed, passed", "open")
    lms.page.get_by_role("button", name="Item 2").click()
    at(lms, 2)
    call(lms, "Initialize", "")
    assert call(lms, "GetValue", "cmi.entry") == "ab-initio 0"
    put(lms, exit="suspend", suspend_data="two")
    call(lms, "Terminate", "")
    lms.reopen()
    lms.launch(0)
    at(lms, 1)
    call(lms, "Initialize", "")
    assert call(lms, "GetValue", "cmi.success_status") == "passed 0"
    lms.launch(1)
    at(lms, 2)
    call(lms, "Initialize", "")
    assert call(lms, "GetValue", "cmi.suspend_data") == "two 0"
    lms.reset()
    lms.eventually(
        lambda: [s for _, s in lms.entries()] == ["open", "disabled", "open"], "all anew"
    )


def test_what_the_sco_asks_for_is_done_when_it_has_ended(bare: Callable[..., Lms]) -> None:
    lms = bare(item(1), item(2, SKIPPED), item(3), item(4, attributes='isvisible="false"'))
    assert [state for _, state in lms.entries()] == ["open", "skipped", "open", "hidden"]
    assert lms.page.locator(".items button").count() == 3
    for request, n in (("continue", 3), ("previous", 1), ("{target=i3}choice", 3)):
        call(lms, "Initialize", "")
        put(lms, exit="suspend")
        assert call(lms, "SetValue", "adl.nav.request", request) == "true 0"
        assert call(lms, "Terminate", "") == "true 0"
        at(lms, n)
    call(lms, "Initialize", "")
    put(lms, exit="suspend", suspend_data="three")
    call(lms, "SetValue", "adl.nav.request", "suspendAll")
    call(lms, "Terminate", "")
    lms.page.get_by_text("has been left").wait_for()
    lms.reopen()
    at(lms, 3)
    call(lms, "Initialize", "")
    assert call(lms, "GetValue", "cmi.suspend_data") == "three 0"


def test_a_course_in_one_order_is_led_by_the_lms(bare: Callable[..., Lms]) -> None:
    lms = bare(item(1), item(2), item(3), control='choice="false" flow="true"')
    assert [state for _, state in lms.entries()] == ["open", "disabled", "disabled"]
    assert lms.moves() == {"continue": True, "previous": False}
    lms.page.get_by_role("button", name="Continue").click()
    at(lms, 2)
    assert lms.moves() == {"continue": True, "previous": True}
    lms.page.get_by_role("button", name="Back").click()
    at(lms, 1)


def test_looking_leaves_no_trace(bare: Callable[..., Lms]) -> None:
    lms = bare()
    for mode in ("review", "browse"):
        lms.mode(mode)
        call(lms, "Initialize", "")
        assert call(lms, "GetValue", "cmi.mode") == f"{mode} 0"
        assert call(lms, "GetValue", "cmi.credit") == "no-credit 0"
        put(lms, completion_status="completed")
        assert call(lms, "Terminate", "") == "true 0"
        assert lms.stored() == {}


def test_faults(bare: Callable[..., Lms]) -> None:
    lms = bare(tolerate=("the LMS is out of order",))
    call(lms, "Initialize", "")
    lms.fault("refuse")
    put(lms, suspend_data="A")
    assert call(lms, "Commit", "") == "false 391"
    lms.fault("lose")
    assert call(lms, "Commit", "") == "true 0"
    assert lms.stored() == {}
    lms.fault("forget")
    put(lms, suspend_data="B")
    assert call(lms, "GetValue", "cmi.suspend_data") == "A 0"
    lms.fault("throw")
    assert lms.course.evaluate(
        "() => { try { call('Commit', ''); } catch (e) { return 'thrown' } }"
    )
    lms.fault("no-api")
    lms.relaunch()
    assert lms.course.evaluate("() => parent.API_1484_11 === undefined")
