"""Questions whose answers stand in the gaps of a text: written, chosen from lists, dragged there.

One notation serves all: ``[Paris|Paris city]``. A backslash takes a sign its meaning, as it does in
the Markdown around.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scormkit.model.blocks import HtmlBlock
from scormkit.model.inlines import Gap, Link, Note, Text
from scormkit.model.quiz import GapText, GapWords, WordGap
from scormkit.model.walk import kind_of, walk
from scormkit.readers.quiz import codes
from scormkit.readers.quiz.arranged import targets_of
from scormkit.readers.quiz.shared import shared
from scormkit.readers.quiz.sheet import made_id

if TYPE_CHECKING:
    from scormkit.model.inlines import Pos
    from scormkit.model.quiz import Blocks, Choice, Question
    from scormkit.project.yaml_text import Path
    from scormkit.readers.quiz.settings import QuestionSettings
    from scormkit.readers.quiz.shared import Shared
    from scormkit.readers.quiz.sheet import Sheet

MAX_GAPS = 36  # a gap takes two keys, of which a learner's record counts to 127 in an answer
MAX_WORDS = 36
MAX_LETTERS = 100
_PARTS = re.compile(r"(?:^|\|)((?:\\.|[^|\\])*)", re.DOTALL)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


class _Word(NamedTuple):
    """A part of a gap; ``marked`` if an equals sign stands before it."""

    text: str
    marked: bool


class _Filled(NamedTuple):
    """A gap as its author filled it."""

    number: int
    words: tuple[_Word, ...]
    at: Pos

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(word.text for word in self.words)


def fill_gaps(settings: QuestionSettings, path: Path, sheet: Sheet) -> Question | None:
    """Read a text whose gaps are written in; bars part what is accepted."""
    passage, gaps = _read(settings.gaps, (*path, "gaps"), sheet)
    for gap in gaps:
        _check_no_marks(gap, sheet)
        shortest = min(map(len, gap.texts))
        if settings.typos * 2 >= shortest > 0:
            message = (
                f"With {settings.typos} slips forgiven, almost any word passes in gap {gap.number}"
            )
            sheet.wrong_at(codes.LOOSE, message, gap.at)
    if not gaps:
        return None
    return GapText(
        **_shared(settings, settings.gaps, path, sheet),
        passage=passage,
        accepted=tuple(gap.texts for gap in gaps),
        case=settings.case,
        typos=settings.typos,
        partial=settings.partial is not False,
    )


def drop_down(settings: QuestionSettings, path: Path, sheet: Sheet) -> Question | None:
    """Read a text with a list of words in each gap; an equals sign marks the right one."""
    passage, gaps = _read(settings.lists, (*path, "lists"), sheet)
    right: list[str] = []
    for gap in gaps:
        marked = [word.text for word in gap.words if word.marked]
        if len(gap.words) < 2:  # noqa: PLR2004  a list of one leaves nothing to choose
            sheet.wrong_at(codes.FEW_ANSWERS, f"The list in gap {gap.number} has one word", gap.at)
        elif not marked:
            message = f"No word of gap {gap.number} is marked as right: [=is|are]"
            sheet.wrong_at(codes.NO_RIGHT_ANSWER, message, gap.at)
        elif len(marked) > 1:
            message = f"{len(marked)} words of gap {gap.number} are marked as right"
            sheet.wrong_at(codes.SEVERAL_RIGHT, message, gap.at)
        if len(gap.words) > MAX_WORDS:
            message = f"The list in gap {gap.number} has {len(gap.words)} words"
            sheet.wrong_at(codes.MANY_ANSWERS, message, gap.at)
        right += marked[:1]
    if not gaps or len(right) < len(gaps):
        return None
    words = targets_of(text for gap in gaps for text in gap.texts)
    return GapWords(
        **_shared(settings, settings.lists, path, sheet),
        passage=passage,
        gaps=_word_gaps(right, [gap.texts for gap in gaps], words),
        words=tuple(words.values()),
        shuffle=settings.shuffle,
        partial=settings.partial is not False,
    )


def drag_words(settings: QuestionSettings, path: Path, sheet: Sheet) -> Question | None:
    """Read a text with one word in each gap; all words, and the extra ones, fill a bank."""
    passage, gaps = _read(settings.words, (*path, "words"), sheet)
    for gap in gaps:
        _check_no_marks(gap, sheet)
        if len(gap.words) > 1:
            message = f"Gap {gap.number} has a bar, but only one word can be dragged into it"
            sheet.wrong_at(codes.GAP_SIGN, message, gap.at)
    right = [gap.texts[0] for gap in gaps]
    extra = [" ".join(text.split()) for text in settings.extra]
    for index, text in enumerate(extra):
        place = (*path, "extra", index)
        if text in right or text in extra[:index]:
            where = "in a gap" if text in right else "among the extra words"
            sheet.wrong(codes.SAME_ANSWER, f"{text!r} stands {where} already", place)
    if not gaps:
        return None
    words = targets_of([*right, *extra])
    if len(words) < 2:  # noqa: PLR2004  one word leaves nothing to do
        message = "There is only one word; add others with extra:"
        sheet.wrong(codes.FEW_ANSWERS, message, (*path, "words"))
    elif len(words) > MAX_WORDS:
        message = f"There are {len(words)} words to drag"
        sheet.wrong(codes.MANY_ANSWERS, message, (*path, "words"))
    return GapWords(
        **_shared(settings, settings.words, path, sheet),
        passage=passage,
        gaps=_word_gaps(right, [tuple(words)] * len(gaps), words),
        words=tuple(words.values()),
        bank=True,
        partial=settings.partial is not False,
    )


def _shared(settings: QuestionSettings, passage: str | None, path: Path, sheet: Sheet) -> Shared:
    """Read what all kinds have; ``Fill in.`` may be asked of many texts, so these are in the id."""
    told = shared(settings, path, sheet)
    return {**told, "id": settings.id or made_id(f"{settings.text} {passage}")}


def _read(text: str | None, path: Path, sheet: Sheet) -> tuple[Blocks, list[_Filled]]:
    """Read a text and its gaps; no gaps if something is so wrong that they cannot be used."""
    passage = sheet.blocks(text or "", path, gaps=True)
    gaps = kind_of(passage, Gap)
    if not gaps:
        sheet.wrong(codes.NO_GAPS, f"{path[-1]}: has no gap", path)
    elif len(gaps) > MAX_GAPS:
        message = f"{path[-1]}: has {len(gaps)} gaps, at most {MAX_GAPS} are kept"
        sheet.wrong(codes.MANY_ANSWERS, message, path)
    _check_brackets(passage, text or "", path, sheet)
    filled = [_Filled(n, _words(gap.source), gap.at) for n, gap in enumerate(gaps, 1)]
    whole = [_check_words(gap, sheet) for gap in filled]
    return passage, filled if all(whole) else []


def _words(source: str) -> tuple[_Word, ...]:
    return tuple(_word(" ".join(found[1].split())) for found in _PARTS.finditer(source))


def _word(part: str) -> _Word:
    marked = part.startswith("=")
    return _Word(_ESCAPE.sub(r"\1", part[marked:].strip()), marked)


def _check_words(gap: _Filled, sheet: Sheet) -> bool:
    """Check what every gap must hold; whether it has all its words."""
    for index, text in enumerate(gap.texts):
        if not text:
            sheet.wrong_at(codes.EMPTY_GAP, f"Something is missing in gap {gap.number}", gap.at)
        elif len(text) > MAX_LETTERS:
            message = f"{text[:20]!r}… has {len(text)} letters; a gap takes at most {MAX_LETTERS}"
            sheet.wrong_at(codes.LONG_ANSWER, message, gap.at)
        elif text in gap.texts[:index]:
            message = f"{text!r} stands twice in gap {gap.number}"
            sheet.wrong_at(codes.SAME_ANSWER, message, gap.at)
    return all(gap.texts)


def _check_no_marks(gap: _Filled, sheet: Sheet) -> None:
    for word in gap.words:
        if word.marked:
            message = f"The sign = before {word.text!r} in gap {gap.number} marks nothing here"
            sheet.wrong_at(codes.GAP_SIGN, message, gap.at)


def _check_brackets(passage: Blocks, source: str, path: Path, sheet: Sheet) -> None:
    """Report brackets that were meant for gaps and are none, and gaps where none can be filled."""
    shown = "".join(text.text for text in kind_of(passage, Text))
    shown += "".join(block.html for block in kind_of(passage, HtmlBlock))
    opened, closed = source.count("\\["), source.count("\\]")
    if shown.count("[") > opened or shown.count("]") > opened + closed:
        sheet.wrong(codes.STRAY_BRACKET, f"{path[-1]}: a bracket makes no gap", path)
    outer: tuple[Link | Note, ...] = (*kind_of(passage, Link), *kind_of(passage, Note))
    for holder in outer:
        for node in walk((holder,)):
            if isinstance(node, Gap):
                message = f"The gap [{node.source}] stands in a link or a footnote"
                sheet.wrong_at(codes.STRAY_BRACKET, message, node.at)


def _word_gaps(
    right: list[str], offered: list[tuple[str, ...]], words: dict[str, Choice]
) -> tuple[WordGap, ...]:
    """Name each gap by its right word, and by a number if several have the same."""
    gaps = []
    for index, (text, texts) in enumerate(zip(right, offered, strict=True)):
        again = right[:index].count(text)
        name = made_id(text) + (f"-{again + 1}" if again else "")
        gaps.append(WordGap(name, words[text].id, tuple(words[one].id for one in texts)))
    return tuple(gaps)
