"""Grades come from Moodle's closed list and make a whole."""

from __future__ import annotations

import pytest

from scormkit.writers.fractions import FRACTIONS, grades, shares


@pytest.mark.parametrize("number", range(1, 21))
def test_shares_are_in_the_list_and_make_a_whole(number: int) -> None:
    given = shares(number)
    assert len(given) == number
    assert set(given) <= set(FRACTIONS)
    assert sum(map(float, given)) == pytest.approx(100, abs=1e-4)


def test_more_than_twenty_cannot_share() -> None:
    assert len(shares(21)) == 20


def test_a_wrong_answer_takes_back_a_share_or_everything() -> None:
    assert grades((True, False, True), partial=True) == ("50", "-50", "50")
    assert grades((True, False, True), partial=False) == ("50", "-100", "50")
    assert grades((False, False), partial=True) == ("-100", "-100")
