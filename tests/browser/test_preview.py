"""The preview is a strict LMS: shown with a course that is nothing but the calls of the test."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from browser.axe import violations
from browser.harness import DESKTOP, PHONE
from browser.look import COLOURS, FRAMES, GROUNDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from browser.harness import Lms

HTML = """<!doctype html><html lang="{language}"><meta charset="utf-8"><title>Bare course</title>
<main><h1>Bare course</h1></main>
<script>
const call = (name, ...args) => {{
  const result = parent.API["LMS" + name](...args);
  return result + " " + parent.API.LMSGetLastError();
}};
addEventListener("pagehide", () => window.bye && window.bye());
</script></html>"""
ITEM = """<item identifier="i{n}" identifierref="r{n}"><title>Item {n}</title>{mastery}</item>"""
RESOURCE = (
    """<resource identifier="r{n}" type="webcontent" adlcp:scormtype="sco" href="sco{n}.html"/>"""
)
MANIFEST = """<manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"><organizations default="o">
<organization identifier="o"><title>Bare course</title>{items}</organization></organizations>
<resources>{resources}</resources></manifest>"""


@pytest.fixture
def bare(lms: Callable[..., Lms], tmp_path: Path) -> Callable[..., Lms]:
    def make(items: int = 1, mastery: str = "", language: str = "en", **options: Any) -> Lms:
        score = f"<adlcp:masteryscore>{mastery}</adlcp:masteryscore>" if mastery else ""
        numbers = range(1, items + 1)
        manifest = MANIFEST.format(
            items="".join(ITEM.format(n=n, mastery=score) for n in numbers),
            resources="".join(RESOURCE.format(n=n) for n in numbers),
        )
        package = tmp_path / "bare.zip"
        with zipfile.ZipFile(package, "w") as archive:
            archive.writestr("imsmanifest.xml", manifest)
            for n in numbers:
                archive.writestr(f"sco{n}.html", HTML.format(language=language))
        return lms(package, **options)

    return make


def call(lms: Lms, name: str, *args: str) -> str:
    lms.course.wait_for_load_state()
    answer: str = lms.course.evaluate("([name, ...args]) => call(name, ...args)", [name, *args])
    return answer


def put(lms: Lms, **values: str) -> None:
    """``core__exit="suspend"`` sets ``cmi.core.exit``."""
    for name, value in values.items():
        assert call(lms, "SetValue", "cmi." + name.replace("__", "."), value) == "true 0"


REFUSED = [
    ("cmi.suspend_data", "x" * 4097, "405"),
    ("cmi.core.lesson_location", "x" * 256, "405"),
    ("cmi.core.lesson_status", "not attempted", "405"),
    ("cmi.core.lesson_status", "Passed", "405"),
    ("cmi.core.score.raw", "101", "405"),
    ("cmi.core.score.raw", "-1", "405"),
    ("cmi.core.score.raw", "9,5", "405"),
    ("cmi.core.session_time", "00:01:02.123", "405"),
    ("cmi.core.session_time", "PT1M", "405"),
    ("cmi.core.exit", "normal", "405"),
    ("cmi.core.student_id", "x", "403"),
    ("cmi.core.total_time", "0000:00:01", "403"),
    ("cmi.core._children", "x", "402"),
    ("cmi.interactions._count", "1", "402"),
    ("cmi.completion_status", "completed", "401"),
    ("cmi.core.completion", "completed", "201"),
    ("cmi.interactions.1.id", "q", "201"),
    ("cmi.interactions.0.type", "choice", "201"),
    ("cmi.interactions.0.id", "вопрос", "405"),
    ("cmi.interactions.0.id", "q 1", "405"),
]


def test_refuses_what_strict_lmss_refuse(bare: Callable[..., Lms]) -> None:
    """P13, P23, P24, P25, P33 on the LMS's side: each wrong value has its code."""
    lms = bare()
    assert call(lms, "Initialize", "") == "true 0"
    for element, value, code in REFUSED:
        assert call(lms, "SetValue", element, value) == f"false {code}", element
    put(lms, interactions__0__id="q_1", interactions__0__type="choice")
    for value in ("10", "a,bc", "а", "[a]"):
        answer = call(lms, "SetValue", "cmi.interactions.0.student_response", value)
        assert answer == "false 405"
    assert call(lms, "SetValue", "cmi.interactions.0.result", "incorrect") == "false 405"
    assert call(lms, "GetValue", "cmi.core.exit") == " 404"
    assert call(lms, "GetValue", "cmi.interactions.0.id") == " 404"
    assert call(lms, "GetValue", "cmi.core.nothing") == " 201"
    assert call(lms, "GetValue", "cmi.suspend_data._children") == " 202"
    assert call(lms, "GetValue", "cmi.suspend_data._count") == " 203"
    assert len(lms.errors()) == len(REFUSED) + 4 + 1 + 5


def test_takes_what_the_standard_allows(bare: Callable[..., Lms]) -> None:
    lms = bare()
    assert call(lms, "Initialize", "") == "true 0"
    put(lms, suspend_data="x" * 4096, core__lesson_location="стр. 1", core__score__raw="70.5")
    put(lms, core__score__min="0", core__score__max="100", core__lesson_status="incomplete")
    put(lms, core__exit="suspend", core__session_time="0000:01:02.5", comments="да")
    put(lms, interactions__0__id="q_1", interactions__0__type="choice")
    put(lms, interactions__0__correct_responses__0__pattern="a,c")
    put(lms, interactions__0__student_response="a", interactions__0__result="wrong")
    put(lms, interactions__0__weighting="1.5", interactions__0__latency="0000:00:07.25")
    put(lms, interactions__0__time="10:20:30.5")
    assert call(lms, "GetValue", "cmi.interactions._count") == "1 0"
    assert call(lms, "GetValue", "cmi.core.score._children") == "raw,min,max 0"
    assert call(lms, "Commit", "") == "true 0"
    assert call(lms, "Finish", "") == "true 0"
    assert lms.errors() == []


def test_order_of_calls(bare: Callable[..., Lms]) -> None:
    lms = bare()
    for name, args in (("GetValue", ["cmi.core.entry"]), ("Commit", [""]), ("Finish", [""])):
        assert call(lms, name, *args).endswith("301")
    assert call(lms, "Initialize", "x") == "false 201"
    assert call(lms, "Initialize", "") == "true 0"
    assert call(lms, "Initialize", "") == "false 101"
    assert call(lms, "Finish", "") == "true 0"
    assert call(lms, "SetValue", "cmi.core.lesson_status", "passed") == "false 301"
    assert "nitial" in call(lms, "GetErrorString", "301")


def test_suspended_data_come_back_and_time_adds_up(bare: Callable[..., Lms]) -> None:
    """P33: time is counted once, also for a session that was never finished."""
    lms = bare()
    call(lms, "Initialize", "")
    assert call(lms, "GetValue", "cmi.core.entry") == "ab-initio 0"
    put(lms, core__exit="suspend", suspend_data="ABC", core__lesson_location="p1")
    put(lms, core__session_time="0000:00:10.50", core__lesson_status="incomplete")
    call(lms, "Commit", "")
    put(lms, core__session_time="0000:00:20.50")
    call(lms, "Commit", "")
    lms.reopen()
    call(lms, "Initialize", "")
    assert call(lms, "GetValue", "cmi.core.entry") == "resume 0"
    assert call(lms, "GetValue", "cmi.suspend_data") == "ABC 0"
    assert call(lms, "GetValue", "cmi.core.lesson_location") == "p1 0"
    assert call(lms, "GetValue", "cmi.core.total_time") == "0000:00:20.50 0"
    put(lms, core__session_time="0001:00:00", core__exit="", core__lesson_status="completed")
    call(lms, "Finish", "")
    lms.relaunch()
    call(lms, "Initialize", "")
    assert call(lms, "GetValue", "cmi.core.entry") == " 0"
    assert call(lms, "GetValue", "cmi.suspend_data") == " 0"
    assert call(lms, "GetValue", "cmi.core.lesson_status") == "completed 0"
    assert call(lms, "GetValue", "cmi.core.total_time") == "0001:00:20.50 0"
    assert lms.errors() == []


def test_a_goodbye_on_pagehide_is_kept(bare: Callable[..., Lms]) -> None:
    """P28, P29: what is written while the page goes away arrives, and `unload` never comes."""
    lms = bare()
    call(lms, "Initialize", "")
    lms.course.evaluate("""() => { window.bye = () => {
        call("SetValue", "cmi.suspend_data", "late"); call("SetValue", "cmi.core.exit", "suspend");
        call("Finish", ""); } }""")
    lms.page.close(run_before_unload=True)
    lms.page = lms.new_page()
    lms.eventually(lambda: lms.stored().get("cmi.suspend_data") == "late", "the goodbye arrives")
    lms.relaunch()
    call(lms, "Initialize", "")
    assert call(lms, "GetValue", "cmi.suspend_data") == "late 0"


def test_finish_overrides_the_status_as_moodle_does(bare: Callable[..., Lms]) -> None:
    """P15: by the mastery score; and what was never attempted becomes completed."""
    lms = bare(mastery="70")
    call(lms, "Initialize", "")
    call(lms, "Finish", "")
    assert lms.cmi()["cmi.core.lesson_status"] == "completed"
    for score, status in (("69.9", "failed"), ("70", "passed")):
        lms.reset()
        call(lms, "Initialize", "")
        assert call(lms, "GetValue", "cmi.student_data.mastery_score") == "70 0"
        put(lms, core__score__raw=score, core__lesson_status="incomplete")
        call(lms, "Finish", "")
        assert lms.stored()["cmi.core.lesson_status"] == status


def test_looking_leaves_no_trace(bare: Callable[..., Lms]) -> None:
    lms = bare()
    for mode in ("review", "browse"):
        lms.mode(mode)
        call(lms, "Initialize", "")
        assert call(lms, "GetValue", "cmi.core.lesson_mode") == f"{mode} 0"
        assert call(lms, "GetValue", "cmi.core.credit") == "no-credit 0"
        put(lms, core__lesson_status="completed")
        assert call(lms, "Finish", "") == "true 0"
        assert lms.stored() == {}
    lms.mode("empty")
    call(lms, "Initialize", "")
    assert call(lms, "GetValue", "cmi.core.lesson_mode") == " 0"


def test_faults(bare: Callable[..., Lms]) -> None:
    lms = bare(tolerate=("the LMS is out of order",))
    call(lms, "Initialize", "")
    lms.fault("refuse")
    put(lms, suspend_data="A")
    assert call(lms, "Commit", "") == "false 101"
    lms.fault("lose")
    assert call(lms, "Commit", "") == "true 0"
    assert lms.stored() == {}
    lms.fault("forget")
    put(lms, suspend_data="B")
    assert call(lms, "GetValue", "cmi.suspend_data") == "A 0"
    lms.fault("slow")
    assert call(lms, "Commit", "") == "true 0"
    assert lms.log()[-1]["milliseconds"] > 1000
    assert lms.stored()["cmi.suspend_data"] == "A"
    lms.fault("throw")
    assert lms.course.evaluate(
        "() => { try { call('Commit', ''); } catch (e) { return 'thrown' } }"
    )
    lms.fault("no-api")
    lms.relaunch()
    assert lms.course.evaluate("() => parent.API === undefined")
    lms.fault("late-api")
    lms.relaunch()
    assert lms.course.evaluate("() => parent.API === undefined")
    lms.eventually(lambda: lms.course.evaluate("() => !!parent.API"), "the API comes")


def test_several_items_each_with_its_own_record(bare: Callable[..., Lms]) -> None:
    lms = bare(items=3)
    call(lms, "Initialize", "")
    put(lms, core__lesson_status="completed")
    call(lms, "Finish", "")
    lms.page.get_by_role("button", name="Item 2").click()
    lms.eventually(lambda: lms.course.url.endswith("sco2.html"), "the second item is open")
    call(lms, "Initialize", "")
    assert call(lms, "GetValue", "cmi.core.entry") == "ab-initio 0"
    put(lms, core__lesson_status="incomplete")
    call(lms, "Commit", "")
    shown = [["Item", "1", "completed"], ["Item", "2", "incomplete"], ["Item", "3"]]
    names = lms.page.locator(".items button")
    lms.eventually(lambda: [n.split() for n in names.all_inner_texts()] == shown, "the statuses")
    lms.reopen()
    assert "completed" in lms.page.locator(".items button").first.inner_text()
    lms.page.get_by_role("button", name="New learner").click()
    lms.eventually(lambda: "Learner 2" in lms.page.locator(".facts").inner_text(), "someone new")
    assert "completed" not in lms.page.locator(".items button").first.inner_text()


def test_the_log_shows_calls_and_filters_errors(bare: Callable[..., Lms]) -> None:
    lms = bare()
    call(lms, "Initialize", "")
    call(lms, "SetValue", "cmi.core.score.raw", "101")
    rows = lms.page.locator("tbody tr:visible")
    assert rows.count() == 2
    lms.page.get_by_label("Errors only").check()
    assert rows.count() == 1
    cells = rows.locator("td").all_inner_texts()
    assert cells[2:] == ["SetValue", "cmi.core.score.raw = 101", "false", "405"]
    lms.page.get_by_role("button", name="Data").click()
    assert lms.page.get_by_text("cmi.core.student_name").is_visible()


def test_a_new_version_comes_by_itself_and_keeps_the_record(
    bare: Callable[..., Lms], tmp_path: Path
) -> None:
    lms = bare()
    call(lms, "Initialize", "")
    put(lms, suspend_data="ABC", core__exit="suspend")
    call(lms, "Commit", "")
    with zipfile.ZipFile(tmp_path / "bare.zip", "a") as archive:
        archive.writestr("more.txt", "more")
    lms.preview.previewed.show(tmp_path / "bare.zip")
    lms.eventually(lambda: lms.ask("lms.session.launched.number") == 2, "a new launch")
    call(lms, "Initialize", "")
    assert call(lms, "GetValue", "cmi.suspend_data") == "ABC 0"


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_is_accessible(
    bare: Callable[..., Lms], size: tuple[int, int], language: str, shots: Path
) -> None:
    lms = bare(items=2, language=language, size=size)
    call(lms, "Initialize", "")
    call(lms, "SetValue", "cmi.core.score.raw", "101")
    toggle = lms.page.locator("#toggle")
    if toggle.get_attribute("aria-expanded") == "false":
        toggle.click()
    look(lms)
    lms.page.locator("#panel .line button").nth(1).click()
    lms.preview.previewed.fail(("modules/a/page.md:3: something is wrong [XWK-001]",))
    lms.page.wait_for_selector("#problems:visible")
    look(lms, shots / f"preview-{language}-{size[0]}")


def look(lms: Lms, picture: Path | None = None) -> None:
    """With all rules on a light ground, with those of colours on a dark one."""
    for ground, rules in (("light", ()), ("dark", COLOURS)):
        lms.page.emulate_media(**GROUNDS[ground])  # type: ignore[arg-type]  # a dict of strings
        lms.page.evaluate(FRAMES)
        assert violations(lms.page, ":root", *rules) == []
        if picture:
            lms.page.screenshot(path=f"{picture}-{ground}.png")
