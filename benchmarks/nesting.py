"""Texts made to be hard on a reader of wiki pages: twice as much takes no more than twice the time.

Each family is doubled from 500 marks on until a text takes a tenth of a second, or 256,000 marks do not;
what counts is that text and one of half its size, by processor time, the best of several turns each and
without the collector of garbage. The bar is 2.2, for caches and other users of a processor make 2 a little
more; growth in the square of the size would be 4.
"""

from __future__ import annotations

import gc
import sys
import time
from typing import TYPE_CHECKING

from scormkit.diagnostics import Report
from scormkit.readers import read_blocks
from scormkit.render.blocks import render_blocks
from scormkit.render.plain import PlainContext
from timing import Row, table

if TYPE_CHECKING:
    from collections.abc import Callable

_BAR = 2.2
_TURNS = 3
_LEAST = 0.1
_FIRST, _LAST = 500, 256_000

FAMILIES: dict[str, Callable[[int], str]] = {
    "brackets [": lambda n: "[" * n,
    "brackets [[": lambda n: "[[" * n,
    "brackets ]]": lambda n: "]]" * n,
    "braces {": lambda n: "{" * n,
    "braces {{": lambda n: "{{ " * n,
    "braces }": lambda n: "}" * n,
    "parentheses (": lambda n: "(" * n,
    "parentheses )": lambda n: ")" * n,
    "stars": lambda n: "*" * n,
    "stars in lines": lambda n: "** a\n" * n,
    "one long mark": lambda n: "1" * n + ". a",
    "equals": lambda n: "=" * n,
    "headings in each other": lambda n: "= a == " * n,
    "headings alike": lambda n: "= a =\n" * n,
    "tildes": lambda n: "~" * n,
    "tildes before spaces": lambda n: "~ ~" * n,
    "spaces": lambda n: " " * n + "a",
    "spaces at line starts": lambda n: ("a\n" + " " * 200) * (n // 100),
    "blank lines": lambda n: "\n" * n,
    "carriage returns": lambda n: "a\r\n\r" * n,
    "backslashes": lambda n: "\\" * n,
    "dashes": lambda n: "-" * n + "a",
    "quotes": lambda n: ">" * n,
    "quotes up and down": lambda n: ">>>>>>>>a\n>b\n" * n,
    "formats opened": lambda n: "**//--__^^,,##" * n,
    "formats overlapping": lambda n: "**a//b--c__d" * n,
    "spans": lambda n: '(% class="x" %)a' * n,
    "parameters opened": lambda n: "(% " * n,
    "parameters opened before lines": lambda n: "(% a\n" * n,
    "parameters opened in cells": lambda n: "|(% a" * n,
    "parameters with quotes opened": lambda n: '(% a="b %) ' * n,
    "parameters of many names": lambda n: "(% " + "".join(f"a{i}=b " for i in range(n)) + "%)c",
    "groups opened": lambda n: "(((" * n,
    "groups closed": lambda n: "(((" * n + ")))" * n,
    "groups side by side": lambda n: "(((a)))" * n,
    "lists of mixed marks": lambda n: "* a\n1. b\n*1. c\n; d\n:: e\n" * n,
    "lists in groups in lists": lambda n: "* (((\n" * n,
    "items of nothing": lambda n: "* \n" * n,
    "terms deeper and deeper": lambda n: "; a\n:: b\n" * n,
    "tables in groups in tables": lambda n: "|(((\n" * n,
    "cells": lambda n: "|" * n,
    "cells of both marks": lambda n: "|=a!!b" * n,
    "rows": lambda n: "|a\n" * n,
    "literal text opened": lambda n: "{{{" * n,
    "literal text closed": lambda n: "{{{" * n + "}}}" * n,
    "literal text escaped": lambda n: "{{{" + "~{{{~}~}~}" * n,
    "literal text alone": lambda n: "{{{a}}}\n\n" * n,
    "links opened": lambda n: "[[a>>" * n,
    "links with escapes": lambda n: "[[" + "~[~[a~>~>" * n + "b]]",
    "links with escapes opened": lambda n: "[[~[~[" * n,
    "links with half a bracket": lambda n: "[[a]" * n,
    "links with marks": lambda n: "[[" + ">>a||b" * n + "]]",
    "labels in labels": lambda n: "[[" + "~[~[" * n + "a" + "~]~]" * n + ">>b]]",
    "images in links": lambda n: "[[[[image:a]]>>b]]" * n,
    "images opened in links": lambda n: "[[[[image:" * n,
    "figures": lambda n: "[[a **b**>>image:c.png]]\n\n" * n,
    "captions": lambda n: "[[" + "~[~[a~>~>image:b~]~]" * n + ">>image:c]]",
    "schemes": lambda n: "a.b+c-" * n + "://d",
    "colons": lambda n: "a:" * n,
    "addresses": lambda n: "http://a.b " * n,
    "prefixes": lambda n: "image:attach:mailto:" * n,
    "addresses of brackets": lambda n: "http://(" * n,
    "calls opened": lambda n: "{{a}}" * n,
    "calls opened, of many names": lambda n: "".join(f"{{{{a{i}}}}}" for i in range(n)),
    "calls opened in values": lambda n: '{{a b="' * n,
    "calls with half an end": lambda n: "{{a}}" + "{{/a" * n,
    "calls in lines of text": lambda n: "".join(f"b {{{{a{i}}}}} c\n" for i in range(n)),
    "calls in each other": lambda n: "{{a}}" * n + "{{/a}}" * n,
    "calls of many names in each other": lambda n: (
        "".join(f"{{{{a{i}}}}}" for i in range(n)) + "".join(f"{{{{/a{i}}}}}" for i in reversed(range(n)))
    ),
    "boxes in each other": lambda n: "{{info}}" * n + "{{/info}}" * n,
    "boxes and text in each other": lambda n: "{{info}}\na\n" * n + "\nb\n{{/info}}" * n,
    "boxes of two names in each other": lambda n: "{{info}}{{box}}" * n + "{{/box}}{{/info}}" * n,
    "boxes opened": lambda n: "{{info}}a\n\n" * n,
    "boxes side by side": lambda n: "{{info}}a{{/info}}\n\n" * n,
    "boxes with titles": lambda n: '{{box title="**a** [[b]]"}}c{{/box}}\n\n' * n,
    "ends of calls": lambda n: "{{/a}}" * n,
    "tags": lambda n: "{{html wiki=true}}" + "<b>a" * n + "{{/html}}",
    "tags opened": lambda n: "{{html wiki=true}}" + "<iframe " * n + "{{/html}}",
    "quotes in tags": lambda n: "{{html wiki=true}}" + "<a b='" * n + "{{/html}}",
    "comments opened": lambda n: "{{html wiki=true}}" + "<!--" * n + "{{/html}}",
    "tags opened, not wiki": lambda n: "{{html}}" + "<div>" * n + "{{/html}}",
}  # fmt: skip


def seconds(text: str) -> float:
    """Give the processor time of reading and rendering a text, at best."""
    best = float("inf")
    for _ in range(_TURNS):
        gc.collect()
        gc.disable()
        start = time.process_time()
        render_blocks(read_blocks(text, "xwiki/2.1", "page", Report()), PlainContext())
        best = min(best, time.process_time() - start)
        gc.enable()
    return best


def row(name: str) -> Row:
    """Double a text of one family until it can be measured."""
    size, make = _FIRST, FAMILIES[name]
    small, large = seconds(make(size // 2)), seconds(make(size))
    while large < _LEAST and size < _LAST:
        size, small = 2 * size, large
        large = seconds(make(size))
    for _ in range(3):  # noise and a step of memory get more chances; real growth shows at any size
        if large <= _BAR * small:
            break
        size = min(2 * size, _LAST)
        small, large = seconds(make(size // 2)), seconds(make(size))
    return Row(name, large / small, _BAR, f"{size:>7,} times: {large:.3f} s")


def main() -> None:
    """Print the table, of the families named or of all; end with 1 if a bar is missed."""
    rows = [row(name) for name in sys.argv[1:] or FAMILIES]
    table("Time of a text twice as long, XWiki → HTML", rows)


if __name__ == "__main__":
    main()
