"""The preview as an LMS of cmi5: a bare course over real requests, faults, the log, the chooser."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from browser.axe import violations
from browser.harness import DESKTOP, PHONE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from browser.harness import Lms

HTML = """<!doctype html><html lang="{language}"><meta charset="utf-8"><title>Bare</title>
<main><h1>Bare</h1></main><script>
const query = new URLSearchParams(location.search);
let token = "";
const ask = async (method, path, body, headers = {{}}) => {{
  const answer = await fetch(query.get("endpoint") + path, {{ method, body, headers: {{
    "Authorization": "Basic " + token, "X-Experience-API-Version": "1.0.3",
    "Content-Type": "application/json", ...headers }} }});
  return [answer.status, await answer.text(), answer.headers.get("Retry-After")];
}};
const greet = async () => {{
  const answer = await (await fetch(query.get("fetch"), {{ method: "POST" }})).json();
  token = answer["auth-token"] ?? "";
  return Object.keys(answer).join();
}};
const place = (id) => "activities/state?" + new URLSearchParams({{ stateId: id,
  activityId: query.get("activityId"), agent: query.get("actor"), registration: query.get("registration") }});
const say = async (verb, result) => {{
  const data = JSON.parse((await ask("GET", place("LMS.LaunchData")))[1]);
  const context = data.contextTemplate;
  context.registration = query.get("registration");
  context.contextActivities.category = [{{ id: "https://w3id.org/xapi/cmi5/context/categories/cmi5" }}];
  return ask("POST", "statements", JSON.stringify([{{ id: crypto.randomUUID(), timestamp: new Date().toISOString(),
    actor: JSON.parse(query.get("actor")), verb: {{ id: "http://adlnet.gov/expapi/verbs/" + verb, display: {{ en: verb }} }},
    object: {{ id: query.get("activityId") }}, context, ...(result ? {{ result }} : {{}}) }}]));
}};
</script></html>"""
COURSE = """<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
<course id="https://learn.test/c"><title><langstring lang="en">Bare course</langstring></title></course>
{aus}</courseStructure>"""
AU = """<au id="https://learn.test/c/{n}" moveOn="Completed"><title><langstring lang="en">Unit {n}</langstring>
</title><url>au.html?n={n}</url></au>"""


def pack(path: Path, aus: int, language: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        units = "".join(AU.format(n=n) for n in range(1, aus + 1))
        archive.writestr("cmi5.xml", COURSE.format(aus=units))
        archive.writestr("au.html", HTML.format(language=language))
    return path


@pytest.fixture
def bare(lms: Callable[..., Lms], tmp_path: Path) -> Callable[..., Lms]:
    def make(aus: int = 1, language: str = "en", **options: Any) -> Lms:
        options.setdefault("tolerate", ("Failed to load resource",))
        return lms(pack(tmp_path / "bare.zip", aus, language), **options)

    return make


def do(lms: Lms, script: str) -> Any:
    lms.course.wait_for_load_state()
    return lms.course.evaluate(f"() => {script}")


def hello(lms: Lms) -> None:
    assert do(lms, "greet()") == "auth-token"
    assert do(lms, 'say("initialized")')[0] == 200


def verbs(lms: Lms) -> list[str]:
    return [s["verb"]["id"].rpartition("/")[2] for s in lms.statements()]


def test_a_session_over_the_wire(bare: Callable[..., Lms]) -> None:
    lms = bare(aus=2)
    assert do(lms, 'say("initialized").then(() => 0, () => 1)') == 1  # no credentials, no document
    hello(lms)
    assert do(lms, "greet()") == "error-code,error-text"
    lms.relaunch()
    hello(lms)
    assert do(lms, 'say("initialized")')[0] == 403
    assert do(lms, 'ask("PUT", place("bookmark"), JSON.stringify("p1"))')[0] == 204
    assert do(lms, 'say("terminated", { duration: "PT1S" })')[0] == 200
    lms.launch(1)
    lms.eventually(lambda: "n=2" in lms.course.url, "the second unit is open")
    hello(lms)
    lms.launch(0)
    lms.eventually(lambda: "n=1" in lms.course.url, "the first unit is open again")
    assert do(lms, "greet()") == "auth-token"
    assert do(lms, 'ask("GET", place("bookmark"))')[:2] == [200, '"p1"']
    assert verbs(lms) == [
        "launched", "initialized", "abandoned", "launched", "initialized", "terminated",
        "launched", "initialized", "launched",
    ]  # fmt: skip


def test_faults(bare: Callable[..., Lms]) -> None:
    lms = bare()
    hello(lms)
    save = 'ask("PUT", place("s"), "1")'
    lms.fault("refuse")
    assert do(lms, save)[0] == 503
    lms.fault("busy")
    assert do(lms, save)[::2] == [429, "1"]
    lms.fault("lose")
    assert do(lms, save)[0] == 204
    assert do(lms, 'say("terminated", { duration: "PT1S" })')[0] == 200
    assert verbs(lms) == ["launched", "initialized"]
    lms.fault("none")
    assert do(lms, 'ask("GET", place("s"))')[0] == 404
    lms.fault("slow")
    assert do(lms, save)[0] == 204
    assert lms.log()[-1]["milliseconds"] > 1000
    lms.fault("no-api")
    lms.reset()
    assert do(lms, 'query.get("endpoint")') is None
    assert lms.errors() == []


def test_the_log_shows_requests(bare: Callable[..., Lms]) -> None:
    lms = bare()
    hello(lms)
    assert do(lms, 'say("completed", { completion: true, duration: "PT1S" })')[0] == 403
    rows = lms.page.locator("#panel tbody tr:visible")
    lms.eventually(lambda: rows.count() == 5, "five requests")
    cells = rows.first.locator("td").all_inner_texts()
    assert cells[2:4] == ["POST statements", cells[3]]
    assert cells[3].startswith("completed = [")
    assert "moveon" in cells[4]
    assert cells[5] == "403"
    lms.page.get_by_label("Errors only").check()
    assert rows.count() == 1
    lms.page.get_by_role("button", name="Data").click()
    assert lms.page.get_by_text("activities/state LMS.LaunchData").is_visible()


def test_several_packages_to_choose_from(lms: Callable[..., Lms], tmp_path: Path) -> None:
    site = tmp_path / "site.zip"
    with zipfile.ZipFile(site, "w") as archive:
        archive.writestr(
            "index.html", "<!doctype html><html lang=en><title>Site</title><h1>Site</h1>"
        )
    opened = lms(site)
    previewed = opened.preview.previewed
    previewed.offer_packages({"web": site, "cmi5": pack(tmp_path / "b.zip", 1, "en")})
    opened.page.reload()
    opened.page.get_by_label("Standard").select_option("cmi5")
    opened.eventually(lambda: "au.html" in opened.course.url, "the other package is open")
    assert opened.page.get_by_label("Standard").input_value() == "cmi5"
    assert (previewed.offer.play, previewed.chosen) == ("cmi5", "cmi5")
    previewed.offer_packages({"cmi5": pack(tmp_path / "c.zip", 2, "en"), "web": site})
    opened.eventually(
        lambda: len(opened.entries()) == 2, "the choice is kept when it is built anew"
    )


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_is_accessible(bare: Callable[..., Lms], size: tuple[int, int], language: str) -> None:
    lms = bare(aus=2, language=language, size=size, dark=size == PHONE)
    hello(lms)
    toggle = lms.page.locator("#toggle")
    if toggle.get_attribute("aria-expanded") == "false":
        toggle.click()
    lms.eventually(lambda: lms.page.locator("tbody tr").count() > 2, "the log is there")
    assert violations(lms.page) == []
    lms.course.evaluate(f"location.href = '{lms.preview.address}returned'")
    lms.eventually(
        lambda: lms.course.url.endswith("/returned"), "the course sends its learner back"
    )
    assert violations(lms.course) == []
