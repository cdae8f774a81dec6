"""Puts what was rendered into documents: strings joined, one template around them."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING, Any

from xxhash import xxh3_64

from scormkit import __version__
from scormkit.archive.digest import digest_bytes, digest_file
from scormkit.archive.tree import FileTree
from scormkit.model.names import slug
from scormkit.render.course.assets import package_name
from scormkit.render.course.certificate import certificate_html
from scormkit.render.course.components import NOTHING, Needs
from scormkit.render.course.contents import chapters, places, render_all
from scormkit.render.course.data import course_data, embedded
from scormkit.render.course.page import page_section
from scormkit.render.course.rail import module_head, rail
from scormkit.render.locales import Words, runs_leftward
from scormkit.render.site import Sco, Site, contacts_of
from scormkit.render.templates import template
from scormkit.render.themes import embed_fonts, icons, style_sheet
from scormkit.values import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from scormkit.archive.tree import Content
    from scormkit.model.course import Course
    from scormkit.render.course.assets import Digest
    from scormkit.render.course.contents import Chapter, Rendered
    from scormkit.render.themes import Face, Theme

INDEX = "index.html"


class _Document(Struct, frozen=True):
    """One SCO on its way: its texts are whole but for the build's id."""

    id: str
    title: str
    href: str
    chapters: tuple[Chapter, ...]
    body: str
    rail: str
    key: str


def render_site(
    course: Course,
    theme: Theme,
    *,
    per_module: bool = False,
    rendered: Rendered | None = None,
    digest: Digest = digest_file,
    embed: Callable[[Theme, str], Sequence[Face]] = embed_fonts,
    stamp: str = "",
    extras: Mapping[str, bytes] | None = None,
) -> Site:
    """Put a course into one document, or into one for each module.

    ``rendered`` holds pages and tests rendered before, all of them; ``embed`` makes the fonts for
    the texts of the course; ``stamp`` stands for the player's scripts; ``extras`` are those of which
    a course carries what it needs. Each document shows a build of its own: a change of one leaves
    the others as they are.
    """
    of_module = places(course, digest, per_module=per_module)
    parts = chapters(course, rendered or render_all(course, of_module), of_module)
    documents = _documents(course, parts, per_module=per_module)
    faces = embed(theme, _texts(course, documents)) if theme.font_file else ()
    award = course.certificate is not None and not (per_module and len(documents) > 1)
    needs = _needs(parts, award=award)
    files, look = _theme_files(theme, faces, digest, _sheets(course, needs))
    if award:
        made = certificate_html(course, look.logo, Words.of(course.language))
        documents = tuple(replace(each, body=each.body + made) for each in documents)
    needed = _extras(needs, extras or {})
    player_path = f"player-{_eight(stamp + digest_bytes(needed))}.js"
    scos, data, builds = [], {}, []
    for document in documents:
        build = _build_id(course, document, (player_path, *look.files))
        builds.append(build)
        data[document.id] = course_data(
            course, document.chapters, build, Words.of(course.language).player, award=award
        )
        known = embedded(data[document.id])
        text = _whole(course, document, look, player_path, known, build)
        own = _assets(document.chapters)
        files |= own | {document.href: text.encode()}
        used = (*look.files, *own)
        scos.append(_sco(document, used, data[document.id]))
    whole = builds[0] if len(builds) == 1 else _eight("".join(builds))
    bodies = (document.body for document in documents)
    contacts = contacts_of(bodies, scripts=course.videos.scripts)
    return Site(tuple(scos), FileTree(files), player_path, whole, data, parts, contacts, needed)


class _Look(Struct, frozen=True):
    """Paths of the theme's files in the package; ``logo`` may be empty."""

    sheet: str
    logo: str
    files: tuple[str, ...]


def _needs(parts: tuple[Chapter, ...], *, award: bool) -> Needs:
    """Join what the parts of a course need, and the certificate if there is one."""
    found = [NOTHING, *(page.needs for part in parts for page in part.pages)]
    found += [part.test.needs for part in parts if part.test]
    sheets, scripts = (frozenset[str]().union(*each) for each in zip(*found, strict=True))
    return Needs(sheets, scripts | {"certificate"} if award else scripts)


def _sheets(course: Course, needs: Needs) -> frozenset[str]:
    """Name the style sheets that the course needs beside those of every course."""
    own = {
        "leftward": runs_leftward(course.language),
        "exam": "exam" in needs.scripts,
        "award": "certificate" in needs.scripts,
    }
    return needs.sheets | {name for name, holds in own.items() if holds}


def _extras(needs: Needs, extras: Mapping[str, bytes]) -> bytes:
    """Join what any document needs beside the player, so that one file serves all of them.

    Compressed as one, scripts weigh less than side by side: what they have in common counts once.
    """
    return b"".join([script for name, script in extras.items() if name in needs.scripts])


def _theme_files(
    theme: Theme, faces: Sequence[Face], digest: Digest, more: frozenset[str]
) -> tuple[dict[str, Content], _Look]:
    fonts = {package_name(face.name, digest_bytes(face.content)): face for face in faces}
    files: dict[str, Content] = {path: face.content for path, face in fonts.items()}
    logo = ""
    if theme.logo is not None:
        file = digest(theme.logo)
        logo = package_name(theme.logo.name, file.digest)
        files[logo] = file
    sheet = style_sheet(theme, fonts, more).encode()
    name = f"theme-{digest_bytes(sheet)[:10]}.css"
    files[name] = sheet
    return files, _Look(name, logo, tuple(files))


def _texts(course: Course, documents: Sequence[_Document]) -> str:
    """Give all that learners may read, for a font that has just these characters."""
    words = Words.of(course.language)
    made = [(d.title, d.body, d.rail, d.key) for d in documents]
    tests = [part.test.data for d in documents for part in d.chapters if part.test]
    facts = (course.title, course.publisher, course.rights, course.version, course.certificate)
    return unescape(f"{made} {tests} {facts} {words.page} {words.player}")


def _documents(
    course: Course, parts: tuple[Chapter, ...], *, per_module: bool
) -> tuple[_Document, ...]:
    if not per_module:
        return (_document(course, course.id, course.title, INDEX, parts),)
    made = []
    for number, part in enumerate(parts, 1):
        module = part.module
        href = f"{number:02}-{slug(module.id) or 'module'}.html"
        made.append(_document(course, module.id, module.title, href, (part,)))
    return tuple(made)


def _document(
    course: Course, identifier: str, title: str, href: str, parts: tuple[Chapter, ...]
) -> _Document:
    words = Words.of(course.language)
    body: list[str] = []
    for part in parts:
        for number, page in enumerate(part.pages):
            test = part.test if part.test_page == page.id else None
            above, below = module_head(part.module, page, words, first=number == 0)
            body += page_section(page, above, below, test)
    key = "".join([part.test.key for part in parts if part.test])
    return _Document(identifier, title, href, parts, "".join(body), rail(parts, words), key)


def _build_id(course: Course, document: _Document, others: Sequence[str]) -> str:
    """Give 8 hex digits that change with anything a learner could see in the document."""
    settings = (course.title, course.iri, course.language, course.navigation, course.on_fail)
    rules = (course.completion, course.final, course.videos, course.idle)
    owners = (course.publisher, course.rights)
    tests = [part.test.data for part in document.chapters if part.test]
    texts = (document.title, document.body, document.rail, document.key, *others)
    checks = [page.checks for part in document.chapters for page in part.pages]
    facts = repr((__version__, course.id, course.version, settings, rules, owners, tests, checks))
    return _eight("\0".join([facts, *texts]))


def _eight(text: str) -> str:
    return xxh3_64(text.encode()).hexdigest()[:8]


def _whole(
    course: Course,
    document: _Document,
    look: _Look,
    player: str,
    data: str,
    build: str,
) -> str:
    words = Words.of(course.language)
    title = course.title if document.title == course.title else f"{document.title} – {course.title}"
    return template("document.html.j2").render(
        course=course,
        document=document,
        title=title,
        look=look,
        build=build,
        data=data,
        icons=icons(),
        leftward=runs_leftward(course.language),
        say=words.say,
        player=player,
    )


def _assets(parts: Sequence[Chapter]) -> dict[str, Content]:
    files: dict[str, Content] = {}
    for part in parts:
        used = {name for page in part.pages for name in page.assets}
        used |= set(part.test.assets) if part.test else set()
        for name in sorted(used):
            asset = part.assets.find(name)
            if asset is None:
                raise ValueError(f"the page uses a file that the module has no more: {name!r}")
            files[asset.path] = asset.file
    return files


def _sco(document: _Document, files: Sequence[str], data: dict[str, Any]) -> Sco:
    tests, pretest, final = data["tests"], data["pretest"], data["final"]
    # with several tests the score is a mean of theirs, for which nobody has set a mark; a pretest
    # shows what is known and needs not be passed
    asked = [test for test in tests if not pretest or test["id"] != pretest["test"]]
    if final and final["alone"]:
        asked = [test for test in tests if test["id"] == final["test"]]
    # nor is there one percentage where points are needed and draws bring different totals; and where
    # the last attempt counts, an LMS that compares would take back what was passed
    fixed = [t for t in asked if "passPoints" not in t and t.get("counted") != "last"]
    whole = len(asked) == len(fixed) == 1 and data["completion"]["test"]
    single = fixed[0]["passPercent"] if whole else None
    return Sco(
        id=document.id,
        title=document.title,
        href=document.href,
        files=tuple(sorted({document.href, *files})),
        pass_percent=single,
        pages=sum(len(part.pages) for part in document.chapters),
        questions=sum(len(test["questions"]) for test in tests),
    )
