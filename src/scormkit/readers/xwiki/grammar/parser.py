"""The grammar: text → blocks, with macros as they stand. One pass, its own stack, never raises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.blocks import Block, Figure, Macro, Paragraph, Plain, Verbatim
from scormkit.model.inlines import Code, FormatKind, InlineMacro, Text
from scormkit.readers.xwiki import codes
from scormkit.readers.xwiki.grammar.blocks import MARK_FIRST, MAX_DEPTH, BlockReader
from scormkit.readers.xwiki.grammar.document import Open
from scormkit.readers.xwiki.grammar.links import (
    inline_content,
    make_image,
    make_link,
    read_bare,
    split_link,
)
from scormkit.readers.xwiki.grammar.patterns import (
    LINK,
    LINK_FLAT,
    PLAIN_LABEL,
    end_of_line,
    skip_spaces,
)
from scormkit.readers.xwiki.grammar.pieces import Call, read_call, read_verbatim
from scormkit.readers.xwiki.grammar.places import PiecePlaces, unescape

if TYPE_CHECKING:
    from scormkit.model.inlines import Pos

_FORMATS: dict[str, FormatKind] = {
    "**": "strong",
    "//": "em",
    "--": "del",
    "__": "ins",
    "^^": "sup",
    ",,": "sub",
    "##": "mono",
}


class Parser(BlockReader):
    """Reads one text: blocks, and the running text in them."""

    _call: tuple[int, Call | None] = (-1, None)

    def parse(self) -> tuple[Block, ...]:
        """Read the whole text."""
        while self._pos < self._end:
            if self._doc.open is Open.NOTHING:
                self._read_block()
            else:
                self._read_text()
        while self._stack:
            message = "The group that opens with ((( is never closed"
            self._notify(codes.UNCLOSED_GROUP, message, self._doc.at)
            self._close_group(self._end)
        self._close()
        self._doc.finish_parameters(self._end)
        self._doc.flush_blank(self._end)
        return tuple(self._doc.blocks)

    def _read_block(self) -> None:
        """Read the beginning of a block."""
        text, pos, doc = self._text, self._pos, self._doc
        first = text[pos]
        if self._line_start:
            if first in "\r\n":
                if doc.pending is None:
                    doc.blank += 1
                else:
                    doc.finish_parameters(pos)
                self._pos = end_of_line(text, pos)
                return
            if first in MARK_FIRST and (mark := self._mark_at(pos)):
                self._begin(mark)
                return
        self._line_start = False
        if first in "({)" and (self._open_or_close_group(pos) or self._read_literal_block(pos)):
            return
        doc.begin(Open.PARAGRAPH, pos)
        self._read_text()

    def _open_or_close_group(self, pos: int) -> bool:
        text = self._text
        if text.startswith(")))", pos) and self._stack:
            self._close_group(pos + 3)
            return True
        if text.startswith("(((", pos):
            return self._open_group((), pos, pos + 3)
        return text.startswith("(%", pos) and self._open_styled_group(pos)

    # Literal text and macros

    def _read_literal_block(self, pos: int) -> bool:
        """Read literal text or a macro, if it stands alone."""
        text, doc = self._text, self._doc
        if text.startswith("{{{", pos):
            verbatim = read_verbatim(text, pos)
            if not self._stands_alone(verbatim.end):
                return False
            doc.flush_blank(pos)
            at = self._places.at(pos)
            doc.blocks.append(Verbatim(verbatim.text, doc.pending or (), "", at))
            doc.pending = None
            self._check_closed("literal text {{{", at, closed=verbatim.closed)
            end = verbatim.end
        else:
            call = self._call_at(pos) if text.startswith("{{", pos) else None
            if call is None or doc.pending is not None or not self._stands_alone(call.end):
                return False
            doc.flush_blank(pos)
            at = self._places.at(pos)
            doc.blocks.append(Macro(call.name, call.params, call.content, at))
            self._check_closed(f"macro {{{{{call.name}}}}}", at, closed=call.closed)
            end = call.end
        self._pos = end
        self._skip_line_end()
        return True

    def _stands_alone(self, end: int) -> bool:
        """Whether no running text follows on the line or on the next one."""
        text = self._text
        if end >= self._end or (self._stack and text.startswith(")))", skip_spaces(text, end))):
            return True
        follows = end_of_line(text, end)
        if follows == end:
            return False
        if follows >= self._end or text[follows] in "\r\n":
            return True
        inner = skip_spaces(text, follows)
        if text.startswith("(((", inner) or (self._stack and text.startswith(")))", inner)):
            return True
        marked = text[follows] in MARK_FIRST and self._mark_at(follows) is not None
        return marked or self._styled_group_at(follows) is not None

    def _call_at(self, pos: int) -> Call | None:
        if self._call[0] != pos:
            call = read_call(self._text, pos) if pos < self._no_call_from else None
            if call is None and self._text.find("}}", pos, self._no_call_from) < 0:
                self._no_call_from = min(pos, self._no_call_from)
            self._call = (pos, call)
            self.has_macros |= call is not None
        return self._call[1]

    def _check_closed(self, what: str, at: Pos, *, closed: bool) -> None:
        if not closed:
            self._notify(codes.UNCLOSED, f"The {what} is never closed", at)

    # Running text

    def _read_text(self) -> None:
        """Read text up to the next mark and do what the mark says, while the block is open."""
        doc, text, end = self._doc, self._text, self._end
        pattern = doc.open.pattern
        inlines = doc.inlines
        pos = self._pos
        while pos < end and (found := pattern.match(text, pos)):
            run, mark = found.groups()
            if mark == ":":
                pos = self._read_colon(run, pos, found.end())
                continue
            if run:
                inlines.text(run, pos)
            pos = found.end()
            if mark is None:
                continue
            kind = _FORMATS.get(mark)
            if kind is not None:
                inlines.toggle(kind, pos - 2)
            elif mark == "~":
                pos = self._read_escape(pos)
            else:
                self._pos = pos
                self._read_mark(mark, pos - len(mark))
                pos = self._pos
                if self._doc is not doc or doc.open.pattern is not pattern:
                    return
                if doc.open is Open.NOTHING:
                    return
        self._pos = pos

    def _read_mark(self, mark: str, start: int) -> None:
        """Do what a mark in running text says."""
        match mark[0]:
            case "\n" | "\r":
                self._read_line_end(start)
            case "[":
                self._read_link(start)
            case "{":
                self._read_literal(mark, start)
            case "(":
                self._read_bracket(mark, start)
            case ")":
                if self._stack:
                    self._close_group(self._pos)
                else:
                    self._doc.inlines.text(mark, start)
            case "=":
                self._doc.inlines.trim()
                self._close()
                self._skip_line_end()
            case "\\":
                self._doc.inlines.line_break(start)
            case _:
                self._doc.flush()
                self._begin_cell(mark, start)

    def _read_line_end(self, start: int) -> None:
        """Break the line, unless its end ends the block or stands before a mark."""
        text, pos, doc = self._text, self._pos, self._doc
        if pos >= self._end:
            return
        first = text[pos]
        if first in "\r\n":
            self._close()
            doc.blank += 1
            self._line_start, self._pos = True, end_of_line(text, pos)
            return
        if first in MARK_FIRST and (mark := self._mark_at(pos)):
            self._begin(mark)
            return
        inner = skip_spaces(text, pos) if first in " \t" else pos
        if text.startswith("(((", inner) or (self._stack and text.startswith(")))", inner)):
            self._pos = inner
        elif first == "(" and self._open_styled_group(pos):
            return
        elif doc.open is Open.QUOTE:
            self._close()
            self._line_start = True
        elif start != self._broken_at:
            doc.inlines.line_break(start)

    def _read_escape(self, pos: int) -> int:
        """Take the character after ``~`` as it is; a line end keeps its meaning."""
        if pos < self._end and self._text[pos] not in "\r\n":
            self._doc.inlines.text(self._text[pos], pos)
            return pos + 1
        return pos

    def _read_colon(self, run: str, start: int, end: int) -> int:
        """Read the address that the colon before ``end`` belongs to, or plain text."""
        inlines = self._doc.inlines
        bare = read_bare(self._text, start, end - 1, old=self._old)
        if bare is None:
            inlines.text(run + ":", start)
            return end
        if bare.start > start:
            inlines.text(self._text[start : bare.start], start)
        inlines.add(bare.placed(self._places.at(bare.start)), bare.start)
        return bare.end

    def _read_literal(self, mark: str, start: int) -> None:
        inlines, at = self._doc.inlines, self._places.at(start)
        if mark == "{{{":
            verbatim = read_verbatim(self._text, start)
            inlines.add(Code(verbatim.text, (), at), start)
            self._check_closed("literal text {{{", at, closed=verbatim.closed)
            self._pos = verbatim.end
            return
        call = self._call_at(start)
        if call is None:
            inlines.text(mark, start)
            return
        inlines.add(InlineMacro(call.name, call.params, call.content, at), start)
        self._check_closed(f"macro {{{{{call.name}}}}}", at, closed=call.closed)
        self._pos = call.end

    def _read_bracket(self, mark: str, start: int) -> None:
        """Open a group, or give the text that follows parameters."""
        if mark == "(((":
            if not self._open_group((), start, self._pos):
                self._doc.inlines.text(mark, start)
            return
        found = self._parameters_at(start)
        if found is None:
            self._doc.inlines.text(mark, start)
        elif not self._open_styled_group(start):
            self._doc.inlines.style(found[0], start)
            self._pos = found[1]

    def _read_link(self, start: int) -> None:
        doc, at = self._doc, self._places.at(start)
        found = None
        if start < self._no_link_from:
            found = LINK.match(self._text, start) or LINK_FLAT.match(self._text, start)
        if found is None:
            self._no_link_from = min(start, self._no_link_from)
            doc.inlines.text("[[", start)
            return
        self._pos = found.end()
        parts = split_link(found[1])
        blocks = self._read_label(parts.label, start + 2) if parts.label else ()
        if parts.reference.startswith("image:"):
            image = make_image(parts, at, old=self._old)
            self._captions.keep(image, blocks)
            doc.inlines.add(image, start)
            return
        if len(blocks) == 1 and isinstance(figure := blocks[0], Figure):
            # the caption shows if the link is a whole paragraph
            self._captions.keep(
                figure.image, (Paragraph(figure.caption, (), figure.at), *figure.more)
            )
        doc.inlines.add(make_link(parts, inline_content(blocks), at, old=self._old), start)

    def _read_label(self, label: str, start: int) -> tuple[Block, ...]:
        """Read a label as the text of its own that it is."""
        plain = PLAIN_LABEL.fullmatch(label) is not None
        if plain or self._doc.depth + 1 >= MAX_DEPTH:
            at = self._places.at(start)
            if not plain:
                self._too_deep("link", at)
            return (Plain((Text(label, at),), at),)
        text, cuts = unescape(label)
        places = PiecePlaces(self._places, start, cuts)
        depth = self._doc.depth + 1
        inner = Parser(text, places, self._notify, self._anchors, old=self._old, depth=depth)
        blocks = inner.parse()
        self.has_macros |= inner.has_macros
        return blocks
