"""Renders a test for formats that know no course: texts as XHTML, files under given addresses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from scormkit.model.blocks import Paragraph
from scormkit.model.exam import Exam, Item, Option, Told, lost_of
from scormkit.model.quiz import MultipleChoice, SingleChoice, TrueFalse
from scormkit.render.attributes import is_safe_url
from scormkit.render.blocks import render_blocks
from scormkit.render.course.quiz.questions import choices_of, plain
from scormkit.render.inlines import render_inlines
from scormkit.render.locales import Words
from scormkit.render.plain import PlainComponents, PlainContext

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scormkit.model.exam import ItemKind
    from scormkit.model.inlines import Attributes, Image, Link, Reference
    from scormkit.model.quiz import Blocks, Choice, Question, Test
    from scormkit.render.course.assets import Asset, Assets

Address: TypeAlias = "Callable[[Asset], str]"
_TITLE = 80
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


def render_exam(test: Test, assets: Assets, language: str, address: Address) -> Exam:
    """Render a test; ``address`` says how the format refers to a file of the module."""
    context = _Context(assets, address)
    words = Words.of(language)
    return Exam(
        id=test.id,
        title=test.title,
        language=language,
        items=tuple(
            _item(question, context, words) for question in test.questions if _is_choice(question)
        ),
        left_out=tuple(q.at for q in test.questions if not _is_choice(q)),
        lost=lost_of(test),
        intro=context.html(test.intro),
        pass_percent=test.pass_percent,
        attempts=test.attempts,
        draw=test.draw,
        shuffle=test.shuffle,
        feedback=test.feedback,
        files=context.files,
        source=test.source,
        at=test.at,
    )


def _is_choice(question: Question) -> bool:
    return isinstance(question, SingleChoice | MultipleChoice | TrueFalse)


def _item(question: Question, context: _Context, words: Words) -> Item:
    context.used = {}
    told = question.feedback
    choices = choices_of(question, words.say("true"), words.say("false"))
    kind: ItemKind = "true-false"
    if isinstance(question, SingleChoice | MultipleChoice):
        kind = "single" if isinstance(question, SingleChoice) else "multiple"
    item = Item(
        id=question.id,
        kind=kind,
        title=_title(plain(question.prompt)),
        prompt=context.html(question.prompt),
        options=tuple(_option(choice, context) for choice in choices),
        points=question.points,
        partial=isinstance(question, MultipleChoice) and question.partial,
        shuffle=isinstance(question, SingleChoice | MultipleChoice) and question.shuffle,
        told=Told(*(context.html(b) for b in (told.correct, told.partial, told.incorrect))),
        hint=context.html(question.hint),
        tags=question.tags,
        at=question.at,
    )
    return replace(item, files=tuple(context.used))


def _option(choice: Choice, context: _Context) -> Option:
    html = context.line(choice.content)
    text = plain(choice.content)
    return Option(choice.id, html, text, choice.correct, context.html(choice.feedback))


def _title(text: str) -> str:
    return text if len(text) <= _TITLE else text[: _TITLE - 1].rsplit(" ", 1)[0].rstrip() + "…"


class _Context:
    """Renders the parts of a test; files of the module get the addresses of the format."""

    heading_shift = 0

    def __init__(self, assets: Assets, address: Address) -> None:
        self.components = PlainComponents()
        self.files: dict[str, Path] = {}
        self.used: dict[str, None] = {}
        self._assets = assets
        self._address = address
        self._plain = PlainContext()

    def html(self, blocks: Blocks) -> str:
        """Render blocks."""
        return well_formed(render_blocks(blocks, self)) if blocks else ""

    def line(self, blocks: Blocks) -> str:
        """Render an answer; the one paragraph that it usually is needs no block of its own."""
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
            return well_formed(render_inlines(blocks[0].children, self))
        return self.html(blocks)

    def anchor(self, identifier: str) -> str:
        """Keep the id."""
        return identifier

    def link(self, link: Link) -> Attributes:
        """Lead to a file of the module or to another site."""
        if address := self._file(link.target):
            return (("href", address),)
        return self._plain.link(link)

    def label(self, target: Reference) -> str:
        """Name the target."""
        return target.target

    def image(self, image: Image) -> Attributes:
        """Show a file of the module or a picture of another site."""
        address = self._file(image.target)
        if not address:
            return self._plain.image(image)
        source = (("src", address),) if is_safe_url(address, image=True) else ()
        return (*source, ("alt", image.alt or ""))

    def _file(self, target: Reference) -> str:
        """Give the address of a file of the module and note that it is used."""
        if target.kind not in {"asset", "attach", "path"}:
            return ""
        asset = self._assets.find(target.target.removeprefix("files/"))
        if asset is None:
            return ""
        address = self._address(asset)
        self.files[address] = asset.file.path
        self.used[address] = None
        return address


def well_formed(html: str) -> str:
    """Make XHTML of a fragment: elements closed, attributes quoted, characters that XML has."""
    from lxml.etree import tostring  # noqa: PLC0415  needed only where tests are exported
    from lxml.html import fragment_fromstring  # noqa: PLC0415

    legal = "".join(c for c in html if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff"))
    if "<" not in legal and "&" not in legal:
        return legal
    root = fragment_fromstring(legal, create_parent="div")
    for element in root.iter("*"):
        if element.text is None and not len(element) and element.tag not in _VOID:
            element.text = ""
    text = tostring(root, encoding="unicode", method="xml")
    return text.partition(">")[2].rpartition("</")[0]
