"""Formulas: what is drawn, what is said, and that a formula can do nothing but look like one."""

from __future__ import annotations

import pytest

from scormkit.diagnostics import Report
from scormkit.model.inlines import Formula
from scormkit.model.walk import kind_of
from scormkit.readers import read_blocks


def formulas(text: str, syntax: str = "markdown") -> tuple[list[Formula], list[tuple[str, int]]]:
    report = Report()
    blocks = read_blocks(text, syntax, "page.md", report)
    return kind_of(blocks, Formula), [(d.code, d.at.line) for d in report]


@pytest.mark.parametrize(
    ("text", "display"),
    [
        ("a $x^2$ b", False),
        ("a $$x^2$$ b", True),
        ("$$\nx^2\n$$", True),
        ("```math\nx^2\n```", True),
    ],
)
def test_markdown_has_formulas_in_the_text_and_alone(text: str, *, display: bool) -> None:
    (formula,), codes = formulas(text)
    assert (formula.tex, formula.display, codes) == ("x^2", display, [])
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in formula.mathml


def test_xwiki_has_them_by_its_macro() -> None:
    (first, second), codes = formulas(
        "a {{formula}}x{{/formula}}\n\n{{formula}}y{{/formula}}", "xwiki/2.1"
    )
    assert [(f.tex, f.display) for f in (first, second)] == [("x", False), ("y", True)]
    assert codes == []


@pytest.mark.parametrize(
    "text",
    [
        "Costs $5 and $6.",
        "5 $ or 6 $",
        "$HOME and $PATH",
        "`$x$`",
        "\\$x$",
        "$5 in May, or 6$ more",
    ],
)
def test_money_is_no_formula(text: str) -> None:
    assert formulas(text) == ([], [])


@pytest.mark.parametrize(
    "tex", [r"\frac{a}", r"\nothing x", "{a", "a_b_c", r"\left( a", r"\sqrt", r"\{a}}"]
)
def test_what_cannot_be_read_is_said_with_its_line_and_stays(tex: str) -> None:
    (formula,), codes = formulas(f"a\n\nb ${tex}$ c")
    assert (formula.tex, formula.mathml, codes) == (tex, "", [("RDR-002", 3)])


@pytest.mark.parametrize(
    ("tex", "never"),
    [
        (r"\href{javascript:alert(1)}{x}", "href"),
        (r"\style{background:url(x)}{y}", "style="),
        (r"\class{sk-page}{y}", "class"),
        (r"\text{<img src=x>}", "<img"),
        (r'\color{"><img>}x', "<img"),
    ],
)
def test_a_formula_only_looks(tex: str, never: str) -> None:
    (formula,), _ = formulas(f"${tex}$")
    assert never not in formula.mathml
