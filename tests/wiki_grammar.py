"""Texts in XWiki syntax built as its grammar builds them, whole, nested and then damaged.

Every choice takes a byte; with none left it takes its first, shortest option. So bytes are texts, and
whoever finds bytes that break something may make them fewer and smaller.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WORDS = (
    "a", "b c", " да ", "1", "x.", "!", "-", ":", "a_b", "(c)", "[d]", "{e}", "<i>", "&amp;",
    "\xa0f", "~*", "~~", "~(((", "\\\\", "{{b/}}", "{{/b}}", "{{{**a** {{{b}}}}}}",
    "{{{~{{{ ~}~}~}}}}",
)  # fmt: skip
ADDRESSES = (
    "", "https://e.org/a(b)", "mailto:a@b.c", "attach:f g", "image:p.png", "Space.Page", "url:https://e.org",
    "doc:A.B", "attach:П.Ф@файл.pdf", "image:icon:ok", "interwiki:w:P", "Page#z?x=y",
)  # fmt: skip
ITEMS = ("*", "1.", "**", "***", "11.", "1*.", "*1.", ";", ":", "::", "*;", "*:", "2.", ";;")  # fmt: skip
NAMES = ("a", "info", "код", "box", "html", "code", "quote", "footnote", "x:y", "velocity", "expand")  # fmt: skip
GIVEN = ("", ' title="**t** [[u>>v]]"', " a=b", ' image="i.png"', ' wiki="true"')
STYLES = ("", '(% class="x" %)', "(%a=b%)", "(% id='z' lang=ru %)", "(%%)", "(% a\n%)", '(% t="~"%~)" %)')  # fmt: skip
DAMAGE = (
    "~", "\n", "\n\n", " ", "\t", "(((", ")))", "|", "|=", "!!", "[[", "]]", "{{", "}}", "{{{",
    "}}}", "(%", "%)", "(%%)", "=", ">", "*", "* ", "; ", "----", "//", ">>", "||", "\\\\", "{{a}}",
    "{{/a}}", "image:", "://", "\xa0", "\u2028", "\x0b",
)  # fmt: skip


def built(choices: bytes) -> str:
    """Give a text of the grammar, with up to three marks put in or characters taken out."""
    builder = _Builder(choices)
    text = builder.blocks(3)
    for _ in range(builder.number(4)):
        place = builder.number(256) * len(text) // 256
        text = text[:place] + builder.one(DAMAGE) + text[place + builder.number(3) :]
    return text


texts = st.binary(max_size=250).map(built)


class _Builder:
    def __init__(self, choices: bytes) -> None:
        self._left = iter(choices)

    def number(self, limit: int) -> int:
        """Choose a number below ``limit``."""
        return next(self._left, 0) % limit

    def one(self, options: Sequence[str]) -> str:
        """Choose one of the options."""
        return options[self.number(len(options))]

    def blocks(self, depth: int) -> str:
        """Build blocks, with parameters before them and blank lines between them."""
        parts: list[str] = []
        for _ in range(1 + self.number(3)):
            style = self.one(STYLES)
            parts += (style, self.one(("\n", "")) if style else "", self._block(depth))
            parts.append(self.one(("\n\n", "\n", "\n\n\n", "\n \n")))
        return "".join(parts[: -self.number(2) or None])

    def _block(self, depth: int) -> str:
        """Build one block, whose insides are running text or a group."""
        kinds: tuple[Callable[[int], str], ...] = (
            lambda depth: self._several(depth, ("",)),
            lambda depth: f"{'=' * (1 + self.number(7))} {self.line(depth)}{self.one(('', ' =', '=='))}",
            lambda depth: self._several(depth, [f"{one} " for one in (*ITEMS, *(f" {i}" for i in ITEMS))]),
            lambda depth: "\n".join(self.one(STYLES) + self._row(depth) for _ in range(1 + self.number(2))),
            lambda depth: self._several(depth, (">", ">>", ">>>", "> ")),
            lambda _: self.one(("----", "-----x", "{{{\na\n}}}", "{{{b}}}")),
            self._group,
            lambda depth: self._call(self.blocks(depth - 1)),
        )  # fmt: skip
        return kinds[self.number(len(kinds) if depth else 6)](depth)

    def _row(self, depth: int) -> str:
        return self._several(depth, ("|", "|=", "!!", "!="), "")

    def _several(self, depth: int, marks: Sequence[str], between: str = "\n") -> str:
        """Build lines or cells, each with a mark before it; some go on with a group."""
        lines: list[str] = []
        for _ in range(1 + self.number(3)):
            line = self.one(marks) + self.line(depth)
            if depth and self.number(4) == 3:
                line += self._group(depth) + self.one(("", " b", "\nc"))
            lines.append(line)
        return between.join(lines)

    def _group(self, depth: int) -> str:
        spaces = ("", "\n", " ")
        inner = self.blocks(depth - 1)
        return f"{self.one(STYLES)}((({self.one(spaces)}{inner}{self.one(spaces)})))"

    def _call(self, content: str) -> str:
        name = self.one(NAMES)
        end = self.one(("{{{{/{}}}}}", "\n{{{{/{}}}}}", "")).format(name)
        return f"{{{{{name}{self.one(GIVEN)}}}}}{self.one(('', chr(10)))}{content}{end}"

    def line(self, depth: int) -> str:
        """Build running text: words, and what holds running text again."""
        return "".join([self._piece(depth) for _ in range(1 + self.number(3))])

    def _piece(self, depth: int) -> str:
        kind = self.number(7) if depth else 0
        if kind == 0:
            return self.one(WORDS)
        inner = self.line(depth - 1)
        kinds: tuple[Callable[[], str], ...] = (
            lambda: self._format(inner),
            lambda: (
                f"[[{inner}>>{self.one(ADDRESSES)}{self.one(('', '||class=c', '||anchor=z'))}]]"
            ),
            lambda: (
                f"[[{''.join(f'~{c}' if c in '[]>|' else c for c in inner)}>>image:p.png||width=3]]"
            ),
            lambda: self.one(STYLES) + inner,
            lambda: self.one(("{}", "[[{}]]")).format(self.one(ADDRESSES)),
            lambda: self._call(inner),
        )
        return kinds[kind - 1]()

    def _format(self, inner: str) -> str:
        mark = self.one(("**", "//", "--", "__", "^^", ",,", "##"))
        return f"{mark}{inner}{self.one((mark, ''))}"
