"""What QTI 2.1 and 3.0 share: items, a test and a manifest around them; only the spelling differs.

Points are weights of the test, an item itself earns 0 to 1. Where a part earns a part, a mapping
gives each right answer its share and takes it back for a wrong one, never below nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from scormkit.archive import digest_file
from scormkit.archive.tree import FileTree
from scormkit.model.names import slug, stable_key
from scormkit.writers.losses import tell_item, tell_test

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scormkit.archive.tree import Content
    from scormkit.diagnostics import Report
    from scormkit.model.exam import Exam, Item

MANIFEST = "imsmanifest.xml"
_UP = "../../"
_XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a version of QTI spells what all versions mean.

    ``tag`` and ``attribute`` spell the names of 2.1; ``html`` makes a text fit; ``wrapped`` puts the
    text of feedback and rubrics into an element of its own. ``schemas`` are the addresses of the
    schemas of items and of the manifest.
    """

    title: str
    suffix: str
    namespace: str
    manifest: str
    schema: str
    schemaversion: str
    schemas: tuple[str, str]
    template: str
    tag: Callable[[str], str]
    attribute: Callable[[str], str]
    html: Callable[[str], str]
    wrapped: str = ""

    def element(self, name: str, *inside: str, **attributes: str) -> str:
        """Write an element; a leading underscore keeps an attribute's name from Python's words."""
        tag = self.tag(name)
        given = "".join(
            f' {self.attribute(key.lstrip("_"))}="{escape(value)}"'
            for key, value in attributes.items()
        )
        return f"<{tag}{given}>{''.join(inside)}</{tag}>" if inside else f"<{tag}{given}/>"

    def text(self, html: str) -> str:
        """Write the text of feedback or of a rubric; a bare line becomes a paragraph."""
        fit = self.html(html)
        block = fit if fit.startswith("<") else f"<p>{fit}</p>"
        return f"<{self.wrapped}>{block}</{self.wrapped}>" if self.wrapped else block


def address(path: str) -> str:
    """Refer to a file from the folder in which the items of a test stand."""
    return _UP + path


def write(exams: tuple[Exam, ...], report: Report, dialect: Dialect) -> FileTree:
    """Give a content package of all tests."""
    files: dict[str, Content] = {}
    resources: list[str] = []
    for exam in exams:
        tell_test(exam, report, dialect.title, draws=True, intro=True)
        folder = _file_name(exam.id)
        for place, path in (exam.files or {}).items():
            files[place.removeprefix(_UP)] = digest_file(path)
        names = []
        for item in exam.items:
            tell_item(exam, item, report, *_lost(item, dialect))
            name = f"{folder}/items/{_file_name(item.id)}.xml"
            files[name] = _document(_item(item, exam.language, dialect))
            names.append(f"item-{folder}-{_file_name(item.id)}")
            used = [place.removeprefix(_UP) for place in item.files]
            resources.append(_resource(names[-1], "item", (name, *used), (), dialect))
        test = f"{folder}/test.xml"
        files[test] = _document(_test(exam, dialect))
        pictures = [p.removeprefix(_UP) for p in (exam.files or {}) if p in exam.intro]
        listed = (test, *pictures)
        resources.append(_resource(f"test-{folder}", "test", listed, names, dialect))
    files[MANIFEST] = _document(_manifest(exams, resources, dialect))
    return FileTree(files)


def _lost(item: Item, dialect: Dialect) -> Iterator[str]:
    if item.hint:
        yield f"{dialect.title} does not hold the hint"
    if item.tags:
        yield f"{dialect.title} does not hold the tags"


def _document(root: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'.encode()


def _item(item: Item, language: str, dialect: Dialect) -> str:
    e = dialect.element
    several = item.kind == "multiple"
    told = {
        name: html
        for name in ("correct", "partial", "incorrect")
        if (html := getattr(item.told, name))
    }
    answers = {_identifier(o.id, "a"): o.feedback for o in item.options if o.feedback}
    declared = [_response(item, dialect), _outcome("SCORE", "float", dialect, "0")]
    declared.append(_outcome("MAXSCORE", "float", dialect, "1"))
    if told:
        declared.append(_outcome("RESULT", "identifier", dialect))
    if answers:
        declared.append(_outcome("FEEDBACK", "identifier", dialect, several=several))
    choices = (
        e("simpleChoice", dialect.html(o.html), identifier=_identifier(o.id, "a"))
        for o in item.options
    )
    interaction = e(
        "choiceInteraction",
        *choices,
        responseIdentifier="RESPONSE",
        shuffle=_bool(item.shuffle),
        maxChoices="0" if several else "1",
    )
    body = e("itemBody", _prompt(item.prompt, dialect), interaction)
    shown = [*(("RESULT", *pair) for pair in told.items())]
    shown += [("FEEDBACK", *pair) for pair in answers.items()]
    modal = (
        e("modalFeedback", dialect.text(html), outcomeIdentifier=o, identifier=i, showHide="show")
        for o, i, html in shown
    )
    processing = _processing(item, dialect, told=bool(told), answers=bool(answers))
    return _root(
        "assessmentItem",
        dialect,
        "".join((*declared, body, processing, *modal)),
        identifier=_identifier(item.id, "q"),
        title=item.title,
        adaptive="false",
        timeDependent="false",
        lang=language,
    )


def _prompt(html: str, dialect: Dialect) -> str:
    fit = dialect.html(html)
    return fit if fit.startswith("<") else f"<p>{fit}</p>"


def _root(name: str, dialect: Dialect, inside: str, lang: str = "", **attributes: str) -> str:
    tag = dialect.tag(name)
    given = "".join(f' {dialect.attribute(k)}="{escape(v)}"' for k, v in attributes.items())
    language = f' xml:lang="{escape(lang)}"' if lang else ""
    place = f'xsi:schemaLocation="{dialect.namespace} {dialect.schemas[0]}"'
    return f'<{tag} xmlns="{dialect.namespace}" {_XSI} {place}{given}{language}>{inside}</{tag}>'


def _response(item: Item, dialect: Dialect) -> str:
    e = dialect.element
    names = [(_identifier(o.id, "a"), o.correct) for o in item.options]
    right = [name for name, correct in names if correct]
    parts = [e("correctResponse", *(e("value", name) for name in right))]
    if item.partial:
        share = f"{1 / len(right):.6f}"
        entries = (
            e("mapEntry", mapKey=name, mappedValue=share if correct else f"-{share}")
            for name, correct in names
        )
        parts.append(e("mapping", *entries, lowerBound="0", upperBound="1", defaultValue="0"))
    cardinality = "multiple" if item.kind == "multiple" else "single"
    return e(
        "responseDeclaration",
        *parts,
        identifier="RESPONSE",
        cardinality=cardinality,
        baseType="identifier",
    )


def _outcome(
    name: str, kind: str, dialect: Dialect, default: str = "", *, several: bool = False
) -> str:
    e = dialect.element
    inside = (e("defaultValue", e("value", default)),) if default else ()
    cardinality = "multiple" if several else "single"
    return e("outcomeDeclaration", *inside, identifier=name, cardinality=cardinality, baseType=kind)


def _processing(item: Item, dialect: Dialect, *, told: bool, answers: bool) -> str:
    """Say what an answer earns and what is told; the common template where that is all."""
    e = dialect.element
    if not (told or answers or item.partial):
        return e("responseProcessing", template=dialect.template)
    response = e("variable", identifier="RESPONSE")
    mapped = e("mapResponse", identifier="RESPONSE")

    def earns(score: str, result: str) -> str:
        named = e("setOutcomeValue", _value("identifier", result, dialect), identifier="RESULT")
        return e("setOutcomeValue", score, identifier="SCORE") + (named if told else "")

    right = e("match", response, e("correct", identifier="RESPONSE"))
    cases = [e("responseIf", right, earns(_value("float", "1", dialect), "correct"))]
    if item.partial:
        some = e("gt", mapped, _value("float", "0", dialect))
        cases.append(e("responseElseIf", some, earns(mapped, "partial")))
    cases.append(e("responseElse", earns(_value("float", "0", dialect), "incorrect")))
    chosen = e("setOutcomeValue", response, identifier="FEEDBACK") if answers else ""
    return e("responseProcessing", e("responseCondition", *cases), chosen)


def _value(kind: str, value: str, dialect: Dialect) -> str:
    return dialect.element("baseValue", value, baseType=kind)


def _test(exam: Exam, dialect: Dialect) -> str:
    e = dialect.element
    items = (
        e(
            "assessmentItemRef",
            e("weight", identifier="WEIGHT", value=f"{item.points:g}"),
            identifier=_identifier(item.id, "q"),
            href=f"items/{_file_name(item.id)}.xml",
        )
        for item in exam.items
    )
    drawn = 0 < exam.draw < len(exam.items)
    intro = dialect.text(exam.intro.replace(_UP, "../")) if exam.intro else ""
    parts = [
        e("selection", select=str(exam.draw)) if drawn else "",
        e("ordering", shuffle="true") if exam.shuffle else "",
        e("rubricBlock", intro, view="candidate") if intro else "",
        *items,
    ]
    section = e("assessmentSection", *parts, identifier="section", title=exam.title, visible="true")
    shown = _bool(exam.feedback == "immediate")
    control = e("itemSessionControl", maxAttempts="1", showFeedback=shown)
    part = e(
        "testPart",
        control,
        section,
        identifier="part",
        navigationMode="nonlinear",
        submissionMode="individual",
    )
    total = e("sum", e("testVariables", variableIdentifier="SCORE", weightIdentifier="WEIGHT"))
    outcome = e("outcomeProcessing", e("setOutcomeValue", total, identifier="SCORE"))
    return _root(
        "assessmentTest",
        dialect,
        _outcome("SCORE", "float", dialect, "0") + part + outcome,
        identifier=_identifier(exam.id, "test"),
        title=exam.title,
    )


def _manifest(exams: tuple[Exam, ...], resources: list[str], dialect: Dialect) -> str:
    name = _file_name(" ".join(exam.id for exam in exams))
    place = f'xsi:schemaLocation="{dialect.manifest} {dialect.schemas[1]}"'
    return (
        f'<manifest xmlns="{dialect.manifest}" {_XSI} {place} identifier="questions-{name}">\n'
        f"<metadata><schema>{dialect.schema}</schema>"
        f"<schemaversion>{dialect.schemaversion}</schemaversion></metadata>\n"
        f"<organizations/>\n<resources>\n{''.join(resources)}</resources>\n</manifest>"
    )


def _resource(
    name: str,
    kind: str,
    paths: tuple[str, ...],
    needs: list[str] | tuple[str, ...],
    dialect: Dialect,
) -> str:
    files = "".join(f'<file href="{escape(path)}"/>' for path in paths)
    others = "".join(f'<dependency identifierref="{need}"/>' for need in needs)
    return (
        f'<resource identifier="{name}" type="imsqti_{kind}_xml{dialect.suffix}" '
        f'href="{escape(paths[0])}">{files}{others}</resource>\n'
    )


def _identifier(name: str, prefix: str) -> str:
    """Give an id as QTI takes it: the author's own, with a letter first."""
    return name if _NAME.fullmatch(name) else f"{prefix}-{name}"


def _file_name(name: str) -> str:
    """Make a name of small letters that is another one for every other id."""
    plain = slug(name, 40)
    return plain if plain == name else f"{plain or 'q'}-{stable_key(name):06x}"


def _bool(value: bool) -> str:  # noqa: FBT001  it is what is written
    return "true" if value else "false"
