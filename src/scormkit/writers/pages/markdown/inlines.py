"""Running text as Markdown writes it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from scormkit.model.inlines import (
    Anchor,
    Break,
    Code,
    Format,
    FormatKind,
    Formula,
    Gap,
    Image,
    Inline,
    InlineHtml,
    InlineMacro,
    Link,
    Note,
    Span,
    Text,
)
from scormkit.model.walk import text_of, walk
from scormkit.values import Struct, replace
from scormkit.writers.pages.codes import KEPT_CALL
from scormkit.writers.pages.markdown.addresses import NO_PLACE, address
from scormkit.writers.pages.markdown.attributes import sayable, tag
from scormkit.writers.pages.markdown.escapes import (
    APART,
    NO_SET,
    Place,
    escape,
    is_flanked,
    start_lines,
)
from scormkit.writers.pages.markdown.tidying import tidied
from scormkit.writers.pages.xwiki.literals import call
from scormkit.writers.pages.xwiki.references import parameters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scormkit.model.inlines import Attributes, Pos
    from scormkit.writers.pages.losses import Losses

_MARKS: dict[FormatKind, str] = {"strong": "**", "em": "*", "del": "~~"}
_TAGS: dict[FormatKind, str] = {
    "strong": "strong", "em": "em", "del": "del", "ins": "ins", "sup": "sup", "sub": "sub",
    "mono": "tt", "mark": "mark",
}  # fmt: skip
_LINES = re.compile(r"\s*[\r\n]+\s*")
_BARE = re.compile(r"https?://[^\s<>\"«»„“”]+")
_TAIL = ".,;:!?'*_…"
_TAKES_SETS = (Link, Image, Code, Format, Span)
_TICKS = re.compile(r"`+")
_NEXT = {Link: "[", Image: "!", Note: "[", Code: "`", Break: "\n", Formula: "$"}


class Running(Struct):
    """Writes the running text of one page; ``notes`` are the words of its footnotes, in order."""

    losses: Losses
    notes: list[str]

    def write(self, inlines: Sequence[Inline], place: Place | None = None) -> str:
        """Write running text that begins a line."""
        place = place or Place()
        nodes = tidied(inlines)
        dollars = sum(node.text.count("$") for node in walk(nodes) if isinstance(node, Text))
        formulas = any(isinstance(node, Formula) for node in walk(nodes))
        place = replace(place, dollars=dollars + formulas > 1)
        text = self._row(nodes, "", "", place)
        if text == "<br>":
            text += APART  # a tag alone on its line is a block of HTML
        return text if place.one_line else start_lines(text)

    def _row(self, nodes: Sequence[Inline], before: str, after: str, place: Place) -> str:
        out = ""
        for index, node in enumerate(nodes):
            following = _start(nodes[index + 1]) if index + 1 < len(nodes) else after
            previous = out[-1:] or before
            last = nodes[index - 1] if index else None
            if isinstance(node, Text) and isinstance(last, _TAKES_SETS) and out[-1:] != "}":
                previous = NO_SET  # a set of attributes would belong to what stands before it
            if isinstance(node, Break) and (
                index in {0, len(nodes) - 1}
                or out.endswith("\n")
                or isinstance(nodes[index + 1], InlineHtml)
            ):
                out += " " if node.soft else "<br>"
            elif isinstance(node, Code) and isinstance(last, Code):
                out += f"{APART}{self._inline(node, previous, following, place)}"
            elif isinstance(node, Text) and isinstance(last, Note) and node.text[0] == ":":
                out += f"\\{self._inline(node, previous, following, place)}"
            else:
                out += self._inline(node, previous, following, place)
        return out

    def _inline(self, node: Inline, before: str, after: str, place: Place) -> str:  # noqa: C901, PLR0911, PLR0912  one for each kind
        match node:
            case Text(text):
                return escape(_LINES.sub(" ", text), before, after, place)
            case Break(soft=soft):
                return ("<br>" if not soft else " ") if place.one_line else "\n" if soft else "\\\n"
            case Format():
                return self._format(node, before, after, place)
            case Span(children, attrs, at):
                self.losses.html("span", at)
                return f"{tag('span', attrs)}{self._row(children, '>', '<', place)}</span>"
            case Code():
                return self._code(node, place)
            case Note():
                return self._note(node, before, after, place)
            case Formula():
                return self._formula(node, before, after)
            case Link():
                return self._link(node, before, after, place)
            case Image():
                return self.image(node, place)
            case Anchor(name):
                return f"{tag('a', (('id', name),))}</a>"
            case InlineMacro(name, params, content, at):
                self.losses.note(KEPT_CALL, f"{{{{{name}}}}} is kept as literal text", at)
                shown = Code(_LINES.sub(" ", call(name, parameters(params), content)))
                return self._code(shown, place)
            case InlineHtml(html):
                return _LINES.sub(" ", html) if place.one_line else re.sub(r"\n\s*\n", "\n", html)
            case Gap(source):
                return f"[{source}]"
            case _:
                assert_never(node)

    def set_of(self, attrs: Attributes, what: str, at: Pos) -> str:
        """Write attributes in their brackets; say what cannot be written."""
        text, lost = sayable(attrs)
        self.losses.attributes(lost, what, at)
        return text

    def _format(self, node: Format, before: str, after: str, place: Place) -> str:
        if not node.children:
            return ""
        mark = _MARKS.get(node.kind, "")
        told, lost = sayable(node.attrs)
        if mark and not lost and not any(name == "term" for name, _ in node.attrs):
            for sign in (mark, "_") if node.kind == "em" else (mark,):
                inner = self._row(node.children, sign[0], sign[0], place)
                if is_flanked(before, inner, told[:1] or after, sign):
                    return f"{sign}{inner}{sign}{told}"
        name = _TAGS[node.kind]
        return f"{tag(name, node.attrs)}{self._row(node.children, '>', '<', place)}</{name}>"

    def _code(self, node: Code, place: Place) -> str:
        told = self.set_of(node.attrs, "Code", node.at)
        text = _LINES.sub(" ", node.text)
        if not text.strip():
            return f"{tag('code', node.attrs)}{text}</code>"
        if place.cell:
            text = text.replace("|", "\\|")
        longest = max(map(len, _TICKS.findall(text)), default=0)
        ticks = "`" * (1 if longest == 0 else longest + 1)
        padded = text[0] == "`" or text[-1] == "`" or (text[0] == " " == text[-1])
        return f"{ticks} {text} {ticks}{told}" if padded else f"{ticks}{text}{ticks}{told}"

    def _note(self, node: Note, before: str, after: str, place: Place) -> str:
        if not node.children:
            words = self.write(node.words)
            if not words:
                return ""
            self.notes.append(words)
            return f"[^{len(self.notes)}]"
        explained = (("term", text_of(node.words).strip()),)
        told, lost = sayable(explained)
        if lost or not told:
            self.losses.nearest("term with such words", "a footnote has their place", node.at)
            shown = self._row(node.children, before, "[", place)
            return shown + self._note(replace(node, children=()), before, after, place)
        alone = node.children[0]
        if len(node.children) == 1 and (
            isinstance(alone, Code)
            or (isinstance(alone, Format) and (alone.kind != "em" or alone.attrs))
        ):
            marked: Inline = replace(alone, attrs=())
            told, _ = sayable(alone.attrs + explained)
        else:
            marked = Format("em", node.children)
        return self._inline(marked, before, "{", place) + told

    def _formula(self, node: Formula, before: str, after: str) -> str:
        tex = _LINES.sub(" ", node.tex)
        if "$" not in tex and tex and not tex.endswith("\\"):
            if node.display:
                return f"$${tex}$$"
            amount = re.match(r"\d[^\\]*[^\W\d_]{2}[^\\]*\Z", tex)
            if not (amount or before.isdigit() or after.isdigit()):
                return f"${tex}$"
        self.losses.nearest("formula in such a place", "its source stands there", node.at)
        return self._code(Code(tex), Place())

    def _link(self, node: Link, before: str, after: str, place: Place) -> str:
        if place.linked:
            return self._row(node.children, before, after, place)
        target, shown = node.target.target, text_of(node.children)
        if node.target.kind in NO_PLACE:
            self.losses.nearest(
                f"reference of the kind {node.target.kind}", "its text is the address", node.at
            )
        if node.target.query and node.target.kind != "mailto":
            self.losses.attributes((("queryString", ""),), "A link", node.at)
        if (
            node.target.kind == "url"
            and shown in {"", target}
            and not node.attrs
            and (node.bare or not shown)
        ):
            if _is_bare(target, after):
                return escape(target, before, after, replace(place, linked=True))
            if re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*", target) and not place.cell:
                return f"<{target}>"
        title, rest = _titled(node.attrs)
        told = self.set_of(rest, "A link", node.at)
        inner = self._row(node.children, "[", "]", replace(place, linked=True))
        return f"[{inner}]({address(node.target)}{title}){told}"

    def image(self, node: Image, place: Place, caption: str = "") -> str:
        """Write a picture; its caption is its title."""
        attrs = node.attrs + ((("title", caption),) if caption else ())
        alt = (("alt", ""),) if node.alt == "" else ()
        title, rest = _titled(attrs)
        told = self.set_of(alt + rest, "A picture", node.at)
        words = escape(
            _LINES.sub(" ", node.alt or ""),
            "[",
            "]",
            replace(place, linked=True, dollars="$" in (node.alt or "")),
        )
        return f"![{words}]({address(node.target)}{title}){told}"


def _is_bare(target: str, after: str) -> bool:
    """Whether an address in running text is known for one, and ends where it should."""
    found = _BARE.match(target + after)
    if found is None:
        return False
    address = found[0].rstrip(_TAIL)
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(_TAIL)
    return address == target


def _start(node: Inline) -> str:
    """Give what something begins with, as far as it matters to what stands before it."""
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Format):
        return "~" if node.kind == "del" else "*"
    return _NEXT.get(type(node), "<")


def _titled(attrs: Attributes) -> tuple[str, Attributes]:
    """Take the title out, which has a place of its own."""
    title = next((value for name, value in attrs if name == "title"), "")
    rest = tuple(pair for pair in attrs if pair[0] != "title" or not title)
    if not title:
        return "", rest
    quoted = re.sub(r'(["\\])', r"\\\1", _LINES.sub(" ", title)).replace("&", "&amp;")
    return f' "{quoted}"', rest
