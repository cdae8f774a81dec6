"""The ids of a wiki, letter by letter: links of other pages hold them."""

from __future__ import annotations

import pytest

from scormkit.model.anchors import Anchors, wiki_id


@pytest.mark.parametrize(
    ("words", "made"),
    [
        ("A b.c_d-e:f", "HAb.c_d-e:f"),
        ("É a &b", "HC9a26b"),
        ("План", "H41F43B43043D"),
        ("a\u00a0b", "HaA0b"),  # to Java no white space
        ("a😀", "HaD83DDE00"),  # as Java holds it
        ("", "H"),
    ],
)
def test_other_characters_are_numbers(words: str, made: str) -> None:
    assert wiki_id(words) == made


def test_pictures_have_a_letter_of_their_own() -> None:
    assert wiki_id("a b@c.png", "I") == "Iab40c.png"


def test_repeats_are_numbered_and_never_meet_what_is_taken() -> None:
    anchors = Anchors()
    assert [anchors.take(name) for name in ("Ha", "Ha-1", "Ha", "Ha", "Hb")] == [
        "Ha", "Ha-1", "Ha-2", "Ha-3", "Hb",
    ]  # fmt: skip
    assert anchors.free("Hb") == "Hb-1"
    assert anchors.free("Hc") == "Hc"
