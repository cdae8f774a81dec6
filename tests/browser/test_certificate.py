"""The certificate: earned by completing the course, printed on one page, the same on any day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from browser.axe import violations
from browser.courses import make_course, make_package, paragraph
from browser.harness import DESKTOP, PHONE
from browser.learner import Learner
from browser.look import SHAPES, Look
from scormkit.model.course import Certificate, Completion, Course, Module, Page
from scormkit.render.themes import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

    from browser.harness import Lms

DAY_BEFORE = """() => {
  const Now = Date;
  const day = 864e5;
  globalThis.Date = class extends Now {
    constructor(...given) { given.length ? super(...given) : super(Now.now() - day); }
    static now() { return Now.now() - day; }
  };
}"""
WORDS = {"en": "Certificate", "ru": "Сертификат"}
SIGNED = "Anna Smirnova, head of the school"


def awarded(language: str = "en") -> Course:
    iri = "https://learn.test/courses/small"
    return make_course(language, iri=iri, certificate=Certificate(score=True, signature=SIGNED))


def earn(learner: Learner) -> None:
    learner.do_the_reading()
    learner.take_test(right=True)


def open_it(learner: Learner, name: str = "Certificate") -> None:
    learner.find(".sk-page:visible").get_by_role("button", name=name).click()
    learner.find(".sk-certificate[open]").wait_for()


@pytest.mark.parametrize(
    "standard",
    [*(pytest.param(n, marks=pytest.mark.soak) for n in ("scorm12", "scorm2004-4")), "cmi5"],
)
def test_it_is_earned_and_stays_the_same(
    lms: Callable[..., Lms], tmp_path: Path, standard: str
) -> None:
    learner = Learner(lms(make_package(awarded(), tmp_path / "c.zip", standard=standard)))
    learner.do_the_reading()
    assert learner.find(".sk-brand button").is_hidden()
    learner.take_test(right=True)
    learner.find(".sk-brand button").wait_for()
    assert learner.find(".sk-toast").inner_text() == "Your certificate is ready"
    open_it(learner)
    shown = learner.find(".sk-award").inner_text()
    assert "1 Learner" in shown, "the LMS says: Learner, 1"
    assert "Reading, checking" in shown
    assert "Result: 100%" in shown
    assert SIGNED in shown
    day = learner.find(".sk-award-day").inner_text()
    learner.find(".sk-award-do").get_by_role("button", name="Close").click()
    learner.saved()
    if standard != "cmi5":
        assert learner.lms.errors() == []
    learner.lms.page.context.add_init_script(f"({DAY_BEFORE})()")
    learner.lms.reopen()
    learner.ready()
    learner.go("checking")
    open_it(learner)
    assert learner.find(".sk-award-day").inner_text() == day


def test_a_name_nobody_told_is_typed_in(lms: Callable[..., Lms], tmp_path: Path) -> None:
    learner = Learner(lms(make_package(awarded("ru"), tmp_path / "c.zip", standard="web")))
    learner.do_the_reading()
    learner.press()
    for _ in range(5):
        learner.answer(right=True)
    open_it(learner, "Сертификат")
    field = learner.find(".sk-award").get_by_label("Ваше имя")
    field.fill("Иван Петров")
    assert violations(learner.lms.course) == []
    assert "Иван" not in str(learner.evaluate("() => JSON.stringify(localStorage)"))


def test_it_is_at_hand_when_the_learner_leaves(lms: Callable[..., Lms], tmp_path: Path) -> None:
    learner = Learner(lms(make_package(awarded(), tmp_path / "c.zip")))
    earn(learner)
    learner.find(".sk-result .sk-do-main").click()
    learner.find(".sk-closed").get_by_role("button", name="Certificate").press("Enter")
    learner.find(".sk-certificate[open]").wait_for()
    learner.lms.page.keyboard.press("Escape")
    assert learner.find(".sk-certificate").is_hidden()
    assert not learner.evaluate("() => document.documentElement.matches('.sk-awarded')")


def short(language: str) -> Course:
    """Done as soon as it is opened."""
    words = {"en": "How a course is made", "ru": "Вводный курс сотрудника службы занятости"}
    pages = (Page("only", words[language], (paragraph(words[language]),)),)
    return Course(
        "short",
        "1",
        words[language],
        language,
        (Module("m", words[language], pages),),
        Completion(pages=True, test=False),
        publisher="Corporate university" if language == "en" else "Корпоративный университет",
        certificate=Certificate(signature=SIGNED),
    )


@pytest.mark.parametrize("theme", NAMES)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_it_looks_right(
    lms: Callable[..., Lms], tmp_path: Path, shots: Path, theme: str, language: str
) -> None:
    """Offered and opened, in a wide window with light colours and on a phone with dark ones."""
    package = make_package(short(language), tmp_path / "c.zip", theme=theme)
    learner = Learner(lms(package))
    for size, ground in ((DESKTOP, "light"), (PHONE, "dark")):
        learner.lms.page.set_viewport_size({"width": size[0], "height": size[1]})
        name, rules = f"award-{theme}-{language}-{size[0]}", () if theme == "default" else SHAPES
        look = Look(learner, shots, name, grounds=(ground,), rules=rules)
        look.at("offer")
        open_it(learner, WORDS[language])
        look.at("open")
        learner.lms.page.keyboard.press("Escape")
        assert look.found == []


@pytest.mark.parametrize("theme", NAMES)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_it_prints_on_one_page(
    chromium: Browser, tmp_path: Path, shots: Path, theme: str, language: str
) -> None:
    with ZipFile(
        make_package(short(language), tmp_path / "c.zip", standard="web", theme=theme)
    ) as z:
        z.extractall(tmp_path / "out")
    page = chromium.new_page(color_scheme="dark")
    page.goto((tmp_path / "out" / "index.html").as_uri())
    page.locator(".sk-page").get_by_role("button", name=WORDS[language]).click()
    page.locator(".sk-award-name input").fill("Иван Петров")
    pdf = page.pdf(path=shots / f"award-{theme}-{language}.pdf", prefer_css_page_size=True)
    page.set_viewport_size({"width": 1123, "height": 794})
    page.emulate_media(media="print")
    page.screenshot(path=shots / f"award-print-{theme}-{language}.png")
    page.close()
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert [[round(float(side)) for side in box] for box in boxes] == [[842, 595]]
