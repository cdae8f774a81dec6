"""Whatever a test's file holds, it is read or refused with codes, never with an exception."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from scormkit.diagnostics import Report
from scormkit.readers.quiz import read

PIECES = [
    "title: T\n", "questions:\n", "questions: [", "]", "  - text: Q\n", "    answers:\n", "{", "}",
    "      - right: A\n", "      - wrong: B\n", "      - C\n", "    answer: да\n", "    points: 2\n",
    "    feedback: {correct: x}\n", "    feedback: |\n      a\n", "pass: 80 %\n", "draw: 1\n", "- ",
    "&a ", "*a", "? ", ": ", "!!str ", "'", '"', "|", "~", ".inf", "0x1F", "1e999", "\t", "\n", "#",
    "<<: *a\n", "---\n", "%YAML 1.2\n", "\0", "\ud800", "\ufeff", "@", "`",
]  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=25).map("".join))
def test_any_text(text: str) -> None:
    report = Report()
    test = read(text, "test.yaml", report)
    assert test is not None or report.has_errors
    assert all(d.at.path == "test.yaml" and d.hint for d in report)


VALUES = st.recursive(
    st.sampled_from(["Q", "", "да", "true", "1.50", "~", "-1", "1e9", ".nan", "<b>", ":::x"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(
            st.sampled_from(["text", "right", "wrong", "correct", "feedback", "id", "answers"]),
            inner,
            max_size=3,
        ).map(lambda told: f"{{{', '.join(f'{k}: {v}' for k, v in told.items())}}}")
    ),
    max_leaves=8,
)


@settings(max_examples=400, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(
            ["text", "type", "id", "points", "answers", "answer", "partial", "shuffle", "feedback",
             "if_true", "hint", "tags"]
        ),
        VALUES,
        min_size=1,
        max_size=5,
    )
)  # fmt: skip
def test_any_question(question: dict[str, str]) -> None:
    lines = [f"{key}: {value}" for key, value in question.items()]
    report = Report()
    test = read("title: T\nquestions:\n  - " + "\n    ".join(lines) + "\n", "test.yaml", report)
    assert test is not None or report.has_errors
