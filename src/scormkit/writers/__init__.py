"""Tests → the formats in which LMSs and banks of questions take them.

A small table says which writer makes which format. What a format cannot hold is said in the report,
at the question's own line; nothing is left out in silence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scormkit.values import Struct
from scormkit.writers import gift, moodle_xml, qti2, qti3

if TYPE_CHECKING:
    from collections.abc import Callable

    from scormkit.archive.tree import FileTree
    from scormkit.diagnostics import Report
    from scormkit.model.exam import Exam

__all__ = ["WRITERS", "Writer"]


class Writer(Struct, frozen=True):
    """A format: its name for people, how its files end, and who writes it.

    ``write`` gives a text, or a tree that becomes a zip; ``address`` says how the texts of a question
    refer to a file that stands under this path in a package.
    """

    title: str
    suffix: str
    write: Callable[[tuple[Exam, ...], Report], bytes | FileTree]
    address: Callable[[str], str]


WRITERS: Final = {
    "gift": Writer("GIFT", ".gift", gift.write, gift.address),
    "moodle": Writer("Moodle XML", ".xml", moodle_xml.write, moodle_xml.address),
    "qti21": Writer("QTI 2.1", ".zip", qti2.write, qti2.address),
    "qti30": Writer("QTI 3.0", ".zip", qti3.write, qti3.address),
}
