"""Rules that hold for any course, whatever it is packed into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Location, Severity
from scormkit.model.blocks import Callout, Check, EmptyLines, Heading, TestPlace, Video
from scormkit.model.inlines import Image
from scormkit.model.names import stable_key
from scormkit.model.walk import kind_of, nodes_of, text_of, walk
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scormkit.model.blocks import Block
    from scormkit.model.course import Course, Module, Page
    from scormkit.model.inlines import Pos
    from scormkit.model.walk import Node


@rule("CRS-101", severity=Severity.ERROR)
def course_has_pages(course: Course) -> Findings:
    """A course has at least one page, or a test.

    Without either there is nothing to show and nothing to complete. List a module in the manifest
    and put a page, .xwiki or .md, into its folder, or a test.yaml.
    """
    if not any(module.pages or module.test for module in course.modules):
        yield Finding(f"The course {course.title!r} has neither a page nor a test")


@rule("CRS-102", severity=Severity.WARNING)
def module_has_pages(course: Course) -> Findings:
    """A module has at least one page, or a test.

    The menu would show a name that opens nothing. Put a page into the module's folder, or take
    the module out of the manifest.
    """
    for module in course.modules:
        if not (module.pages or module.test) and any(m.pages or m.test for m in course.modules):
            yield Finding(f"The module {module.id!r} has no page")


@rule("CRS-103", severity=Severity.ERROR)
def module_has_title(course: Course) -> Findings:
    """A module has a title.

    The menu, the LMS and reports call the module by it. Write `title:` in its module.yaml.
    """
    for module in course.modules:
        if not module.title.strip():
            yield Finding(f"The module {module.id!r} has no title", _start(module))


@rule("CRS-104", severity=Severity.WARNING)
def picture_has_text(page: Page) -> Findings:
    """A picture has a text that says what it shows.

    Learners who do not see the picture are read its text. Give it one: alt="…" in XWiki syntax,
    ![text](file) in Markdown; alt="" says that a picture is mere decoration.
    """
    for node in kind_of(page.blocks, Image):
        if node.alt is None:
            yield Finding(f"The picture {node.target.target!r} has no text", _at(page, node.at))


@rule("CRS-106", severity=Severity.WARNING)
def page_is_not_empty(page: Page) -> Findings:
    """A page holds something.

    An empty page looks like a mistake to learners and still counts as a page to be seen.
    """
    if not any(_shows(block) for block in page.blocks):
        yield Finding(f"The page {page.title!r} is empty", Location(page.source, 1))


@rule("CRS-107", severity=Severity.ERROR)
def ids_are_unique(course: Course) -> Findings:
    """No two pages, tasks, tests or checks share an id, nor the number made from it.

    A learner's progress is kept under these ids; two of the same would be ticked off together.
    Rename a page's file, or give a task an id of its own. A video may be shown twice.
    """
    taken: dict[tuple[str, int], str] = {}
    for kind, identifier, at in _identified(course):
        key = (kind, stable_key(identifier))
        if key not in taken:
            taken[key] = identifier
        elif taken[key] == identifier and kind == "video":
            continue
        elif taken[key] == identifier:
            yield Finding(f"The id {identifier!r} of this {kind} is taken already", at)
        else:
            message = f"The ids {identifier!r} and {taken[key]!r} give the same number"
            yield Finding(message, at, "Rename one of the two.")


@rule("CRS-108", severity=Severity.ERROR)
def completion_can_hold(course: Course) -> Findings:
    """The completion rule asks only for what the course has.

    A rule that asks for a test, a task or a video that does not exist can never hold, or says
    less than its author thinks. Change `completion:` in the manifest, or add what it asks for.
    """
    rule_ = course.completion
    nodes = [node for _, node in _nodes(course)]
    if rule_.test and not any(module.test for module in course.modules):
        yield Finding("The course is completed by passing a test, but no module has a test")
    if rule_.final and course.final is None:
        yield Finding("The course is completed by its final test, but final_test names none")
    if rule_.videos and not any(isinstance(node, Video) for node in nodes):
        yield Finding("The course is completed by watching videos, but no page has a video")
    if rule_.tasks and not any(isinstance(n, Callout) and n.kind == "task" for n in nodes):
        yield Finding("The course is completed by confirming tasks, but no page has a task")


@rule("CRS-109", severity=Severity.ERROR)
def completion_asks_something(course: Course) -> Findings:
    """The completion rule asks for something.

    A course that asks for nothing is complete before anyone has opened it. Ask at least for the
    pages to be seen: `completion: {pages: true}`.
    """
    rule_ = course.completion
    if not (rule_.pages or rule_.tasks or rule_.videos or rule_.test):
        yield Finding("The completion rule asks for nothing")


@rule("CRS-110", severity=Severity.WARNING)
def test_place_has_test(course: Course) -> Findings:
    """A module whose page keeps a place for the test has a test.

    The place stays empty. Write the module's test.yaml, or take the place out of the page.
    """
    for module in course.modules:
        places = list(_places(module))
        if places and module.test is None:
            yield Finding(f"The module {module.id!r} has no test for this place", places[0])
        for place in places[1:]:
            yield Finding("The module's test has a place already", place, "Keep one of them.")


@rule("CRS-111", severity=Severity.WARNING)
def headings_have_words(page: Page) -> Findings:
    """A heading has words.

    Screen readers list the headings of a page; one without words is a hole in that list.
    """
    for node in kind_of(page.blocks, Heading):
        if not _words(node):
            yield Finding("The heading has no words", _at(page, node.at))


@rule("CRS-112", severity=Severity.ERROR)
def navigation_has_its_test(course: Course) -> Findings:
    """A course in an order that hangs on a test has that test.

    `navigation: pretest` reads what a learner knows from the test of the first module, `test-gate`
    holds tests back until all before them is done. Write the test.yaml, or choose another order.
    """
    first = course.modules[:1]
    if course.navigation == "pretest" and first and first[0].test is None:
        yield Finding(f"The first module, {first[0].id!r}, has no test to be the pretest")
    if course.navigation == "test-gate" and not any(module.test for module in course.modules):
        yield Finding("Tests are held back, but no module has a test")


@rule("CRS-113", severity=Severity.WARNING)
def pretest_asks_of_modules(course: Course) -> Findings:
    """A pretest asks about every module after it.

    A module may be left out by learners who answer right all questions that name it: write
    `tags: [name-of-the-module]` at these questions. Without any, everybody has to read the module.
    """
    test = course.modules[0].test if course.modules else None
    if course.navigation != "pretest" or test is None:
        return
    named = {tag for question in test.questions if question.points for tag in question.tags}
    for module in course.modules[1:]:
        if module.id not in named:
            at = Location(test.source, test.at.line)
            yield Finding(f"No question of the pretest names the module {module.id!r}", at)


@rule("CRS-114", severity=Severity.ERROR)
def final_test_is_there(course: Course) -> Findings:
    """The module named as the final test has a test.

    `final_test:` names the module whose test is of the whole course; without a test there is nothing
    to pass. Write its test.yaml, or take the key out of the manifest.
    """
    for module in course.modules:
        if course.final and module.id == course.final.module and module.test is None:
            yield Finding(f"The module {module.id!r} has no test to be the final one")


@rule("CRS-120", severity=Severity.WARNING)
def video_has_captions(page: Page) -> Findings:
    """A video of the course's own has captions.

    Who does not hear it, or has no headphones at hand, misses what is said (WCAG 1.2.2). Put a
    WebVTT file beside the video, film.vtt or film.en.vtt beside film.mp4: it is shown with the
    video, and below it as a text to read. A video without speech needs none: switch the rule off.
    """
    for node in kind_of(page.blocks, Video):
        if node.file is not None and node.file.kind == "asset" and not node.captions:
            yield Finding(f"The video {node.file.target!r} has no captions", _at(page, node.at))


COURSE_RULES = (
    course_has_pages,
    module_has_pages,
    module_has_title,
    ids_are_unique,
    completion_can_hold,
    completion_asks_something,
    test_place_has_test,
    navigation_has_its_test,
    pretest_asks_of_modules,
    final_test_is_there,
)
"""Rules over a :class:`Course`; its pages need to hold no more than their outlines."""

PAGE_RULES = (picture_has_text, page_is_not_empty, headings_have_words, video_has_captions)
"""Rules over a :class:`Page` whose references are resolved."""


def _words(heading: Heading) -> str:
    pictures = (n.alt or "" for n in walk(heading.children) if isinstance(n, Image))
    return (text_of((heading,)) + " ".join(pictures)).strip()


def _pages(course: Course) -> Iterator[Page]:
    for module in course.modules:
        yield from module.pages


def _nodes(course: Course) -> Iterator[tuple[Page, Node]]:
    for page in _pages(course):
        for node in nodes_of(page.blocks):
            yield page, node


def _identified(course: Course) -> Iterable[tuple[str, str, Location]]:
    for module in course.modules:
        for page in module.pages:
            yield "page", page.id, Location(page.source, 1)
            for node in nodes_of(page.blocks):
                if isinstance(node, Video) and node.id:
                    yield "video", node.id, _at(page, node.at)
                elif isinstance(node, Callout) and node.kind == "task":
                    yield "task", node.id, _at(page, node.at)
                elif isinstance(node, Check):
                    yield "check", node.test.questions[0].id, _at(page, node.at)
        if module.test:
            at = Location(module.test.source, module.test.at.line)
            yield "test", module.test.id, at


def _places(module: Module) -> Iterator[Location]:
    for page in module.pages:
        for node in kind_of(page.blocks, TestPlace):
            yield _at(page, node.at)


def _shows(block: Block) -> bool:
    return not isinstance(block, EmptyLines)


def _start(module: Module) -> Location:
    return Location(module.pages[0].source if module.pages else "")


def _at(page: Page, at: Pos) -> Location:
    return Location(page.source, at.line, at.column)
