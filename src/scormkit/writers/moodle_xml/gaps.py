"""The text of a question with gaps, as Moodle writes them into it: cloze, and words to drag."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from scormkit.model.exam import Filled, Gapped, woven
from scormkit.writers.fractions import points_of_gap
from scormkit.writers.moodle_xml.elements import element, field, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.model.exam import Item

_SIGNS = re.compile(r"[~#}=%\\]")


def passage(item: Item) -> str:
    """Give the text that stands below the prompt, if there is one."""
    match item.answer:
        case Gapped(accepted=accepted, case=case) as asked:
            kind = "SHORTANSWER_C" if case else "SHORTANSWER"
            gaps = [["=" + _sign(text.replace("*", r"\*")) for text in texts] for texts in accepted]
            return woven(asked.pieces, _codes(item, kind, gaps))
        case Filled(bank=False, shuffle=shuffle) as asked:
            kind = "MULTICHOICE_S" if shuffle else "MULTICHOICE"
            lists = [
                [("=" if one.correct else "") + _sign(one.html) for one in asked.offered(gap)]
                for gap in asked.gaps
            ]
            return woven(asked.pieces, _codes(item, kind, lists))
        case Filled() as asked:
            places = {word.id: place for place, word in enumerate(asked.words, 1)}
            marks = (f"[[{places[gap.right]}]]" for gap in asked.gaps)
            pieces = (piece.replace("[[", "[&#91;") for piece in asked.pieces)
            return woven(pieces, marks)
        case _:
            return ""


def boxes(asked: Filled) -> Iterator[str]:
    """Give the words to drag; each may be taken again, so that none tells how often it is right."""
    for word in asked.words:
        yield element("dragbox", [plain(word.html), field("group", "1"), "<infinite/>\n"])


def _codes(item: Item, kind: str, gaps: list[list[str]]) -> Iterator[str]:
    """Give each gap with what it is worth and its answers."""
    points = points_of_gap(item.points, len(gaps)) or 1
    return (f"{{{points}:{kind}:{'~'.join(answers)}}}" for answers in gaps)


def _sign(text: str) -> str:
    """Write signs of the language itself as entities, which Moodle takes back before it compares."""
    return _SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", escape(text))
