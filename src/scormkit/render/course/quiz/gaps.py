"""A text with gaps: what the player knows of it, and its controls in the text."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from scormkit.model.names import choice_keys
from scormkit.model.quiz import GapText, GapWords
from scormkit.model.walk import text_of
from scormkit.render.course.quiz.room import letters_for, room_for
from scormkit.render.inlines import GAP_MARK

if TYPE_CHECKING:
    from scormkit.model.quiz import Choice, WordGap
    from scormkit.render.locales import Words

_SPARE = 20
_WIDE = 30


def gap_data(question: GapText | GapWords, words: Words) -> dict[str, Any]:
    """Give what only these kinds have; ``room`` is that of one gap."""
    if isinstance(question, GapText):
        strict = {"case": question.case, "typos": question.typos}
        return {
            "kind": "fill-gaps",
            "partial": question.partial,
            "room": room_for(_texts(question), _SPARE),
            "gaps": [{"texts": texts, **strict} for texts in question.accepted],
        }
    many = len(question.gaps)
    keys = choice_keys([gap.id for gap in question.gaps] + [word.id for word in question.words])
    gaps = zip(question.gaps, keys[:many], words_for_gaps(many, words), strict=True)
    targets = zip(question.words, keys[many:], strict=True)
    return {
        "kind": "drag-words" if question.bank else "drop-down",
        "partial": question.partial,
        "shuffle": question.shuffle,
        "choices": [
            {"id": gap.id, "key": key, "correct": True, "text": name, "target": gap.right}
            for gap, key, name in gaps
        ],
        "targets": [{"id": w.id, "key": key, "text": _text(w)} for w, key in targets],
    }


def words_for_gaps(count: int, words: Words) -> list[str]:
    """Name each gap."""
    return [words.say("gap", n=number, all=count) for number in range(1, count + 1)]


def right_words(question: GapText | GapWords) -> str:
    """Give what is right in the gaps, for people."""
    if isinstance(question, GapText):
        return "; ".join(texts[0] for texts in question.accepted)
    texts = {word.id: _text(word) for word in question.words}
    return "; ".join(texts[gap.right] for gap in question.gaps)


def gaps_html(question: GapText | GapWords, passage: str, words: Words) -> str:
    """Put the controls into the rendered text, and the words to drag below it."""
    first, *rest = passage.split(GAP_MARK)
    names = [escape(name) for name in words_for_gaps(len(rest), words)]
    if isinstance(question, GapText):
        controls = [_field(question, name) for name in names]
    else:
        choose = escape(words.say("choose"), quote=False)
        gaps = zip(question.gaps, names, strict=True)
        controls = [_list(gap, question, name, choose) for gap, name in gaps]
    filled = "".join(c + text for c, text in zip(controls, rest, strict=True))
    bank = _bank(question) if isinstance(question, GapWords) and question.bank else ""
    return f'<div class="sk-gaps">{first}{filled}</div>{bank}'


def _texts(question: GapText) -> list[str]:
    return [text for texts in question.accepted for text in texts]


def _field(question: GapText, name: str) -> str:
    """Make a field; all are of one width and take equally many letters, so none tells its answer."""
    texts = _texts(question)
    return (
        f'<span class="sk-gap"><input type="text" class="sk-input" aria-label="{name}" '
        f'size="{min(letters_for(texts, 2), _WIDE)}" maxlength="{letters_for(texts, _SPARE)}" '
        'autocomplete="off" autocapitalize="off" spellcheck="false"/></span>'
    )


def _list(gap: WordGap, question: GapWords, name: str, choose: str) -> str:
    """Make a list; on paper, where none can be opened, its words stand behind it."""
    texts = {word.id: escape(_text(word), quote=False) for word in question.words}
    options = "".join(f'<option value="{one}">{texts[one]}</option>' for one in gap.offered)
    paper = " / ".join(texts[one] for one in gap.offered)
    behind = "" if question.bank else f'<span class="sk-paper"> ({paper})</span>'
    return (
        f'<span class="sk-gap" data-choice="{gap.id}"><select aria-label="{name}">'
        f'<option value="">{choose}</option>{options}</select></span>{behind}'
    )


def _bank(question: GapWords) -> str:
    """List the words by the alphabet: their order in the text would give the answer away."""
    words = sorted(question.words, key=_text)
    items = [f'<li data-word="{word.id}">{escape(_text(word), quote=False)}</li>' for word in words]
    return f'<ul class="sk-words">{"".join(items)}</ul>'


def _text(word: Choice) -> str:
    """Give a word: it has no markup."""
    return text_of(word.content).strip()
