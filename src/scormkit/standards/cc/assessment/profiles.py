"""Which profile of a cartridge holds a question, and what fills its blank.

The profile of choices knows true-false, one of at least three, and any of at least two. A question
with one right answer of two is therefore written as one with several: with boxes to tick instead of
circles, but with its own words. As true-false, importers would replace them by their own.

A cartridge compares texts and knows no numbers; one number can still be written in a few ways.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scormkit.model.exam import Chosen, Composed, Measured, Written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scormkit.model.exam import Answer, ChoiceKind

ESSAY: Final = "cc.essay.v0p1"
FIB: Final = "cc.fib.v0p1"
SEVERAL: Final = "cc.multiple_response.v0p1"
_TRUE_FALSE: Final = (
    frozenset({"true", "false"}),
    frozenset({"верно", "неверно"}),
    frozenset({"правда", "неправда"}),
    frozenset({"правда", "ложь"}),
    frozenset({"истина", "ложь"}),
)
_WORDS_OF_TWO = 2


def profile_of(answer: Answer) -> str:
    """Give the profile that holds a question, or nothing."""
    if isinstance(answer, Chosen):
        return profile_of_choices(answer.kind, [option.text for option in answer.options])
    if isinstance(answer, Composed):
        return ESSAY
    return FIB if blank_of(answer)[0] else ""


def profile_of_choices(kind: ChoiceKind, texts: Sequence[str]) -> str:
    """Give the profile that holds a question with answers of these words."""
    if kind == "true-false":
        return "cc.true_false.v0p1"
    if kind == "multiple":
        return SEVERAL
    if len(texts) > _WORDS_OF_TWO:
        return "cc.multiple_choice.v0p1"
    said = frozenset(text.strip().rstrip(".").lower() for text in texts)
    return "cc.true_false.v0p1" if said in _TRUE_FALSE else SEVERAL


def blank_of(answer: Answer) -> tuple[tuple[str, ...], bool]:
    """Give all texts that fill a blank rightly, if any do, and whether upper and lower case must agree."""
    match answer:
        case Written(accepted=accepted, case=case):
            return accepted, case
        case Measured(low=low, high=high, unit=unit) if low == high:
            tails = ("", f" {unit}", unit) if unit else ("",)
            number = answer.middle
            spelt = (text + tail for text in (number, number.replace(".", ",")) for tail in tails)
            return tuple(dict.fromkeys(spelt)), False
        case _:
            return (), False
